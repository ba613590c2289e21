import type { UserErrorCode, UserErrorCodes } from '../../../model/codes.ts';
import { bytes, count, grouped } from '../../numbers.ts';
import type { Messages } from '../message.ts';
import { coverageWords } from './reasons.ts';

type CoverageErrors = Pick<UserErrorCodes, Extract<UserErrorCode, `coverage-${string}`>>;

const named = (file: string | undefined): string => (file === undefined ? '' : `${file}: `);

export const coverageErrors: Messages<CoverageErrors> = {
  'coverage-not': ({ file, begins }) => ({
    what: `${named(file)}this is no Go coverage profile: it ${begins === '' ? 'is empty' : `begins with \`${begins}\`, not with \`mode: \``}.`,
    next: 'Write one with `go test -coverprofile=FILE`; for a GOCOVERDIR name its folder.',
  }),
  'coverage-mode': ({ file, mode }) => ({
    what: `${named(file)}\`${mode}\` is no mode of a Go coverage profile.`,
    next: 'Modes are set, count and atomic.',
  }),
  'coverage-modes': ({ file, line, mode, other }) => ({
    what: `${named(file)}line ${grouped(line)} begins a profile of mode ${mode} behind one of mode ${other}.`,
    next: 'Read them one by one, or write both with the same -covermode.',
  }),
  'coverage-line': ({ file, line, text, wrong }) => ({
    what: `${named(file)}line ${grouped(line)} of the coverage profile is no block: ${coverageWords[wrong]}: \`${text}\`.`,
    next: 'Write the profile again; nothing of a damaged one is used.',
  }),
  'coverage-statements': ({ file, line, text, statements, other }) => ({
    what: `${named(file)}line ${grouped(line)} gives a block ${count(statements, 'statement')} that had ${grouped(other)} before: \`${text}\`.`,
    next: 'The parts of the profile come from different sources: write it again from one.',
  }),
  'coverage-too-large': ({ file, bytes: size, limit }) => ({
    what: `${named(file)}the coverage profile has ${bytes(size)}; at most ${bytes(limit)} are read.`,
    next: 'Write it for fewer packages: -coverpkg.',
  }),
  'coverage-no-data': ({ file }) => ({
    what: `${named(file)}no coverage data is in this folder.`,
    next: 'Build with `go build -cover` and run the program with GOCOVERDIR=DIR; it writes when it ends well.',
  }),
  'coverage-other-program': ({ file, first }) => ({
    what: `No file in ${file} belongs to these packages${first === '' ? ': it has no blocks' : `; its first is ${first}`}.`,
    next: 'Name the packages that were covered, or cover these: -coverpkg=./...',
  }),
  'coverage-other-code': ({ file, functions, agree }) => ({
    what: `${file} does not belong to this code: of ${count(functions, 'function')} in its files, ${grouped(agree)} begin where it says.`,
    next: 'Check out the revision that was running, or write coverage of this one.',
  }),
};
