import type { UserErrorCode, UserErrorCodes } from '../../../model/codes.ts';
import { bytes, count, grouped } from '../../numbers.ts';
import { quoted, type Messages } from '../message.ts';
import { rowOf } from '../../row-of.ts';

type ProfileErrors = Pick<UserErrorCodes, Extract<UserErrorCode, `profile-${string}`>>;

/** What a file that is no profile is instead. */
const foreign: Readonly<Record<string, { is: string; next: string }>> = {
  html: {
    is: 'it is a web page',
    next: 'Is this the answer of a proxy, a login page or the list at /debug/pprof/? Fetch /debug/pprof/heap itself.',
  },
  json: { is: 'it is JSON', next: 'A profile is what /debug/pprof/heap or `go test -memprofile FILE` gives.' },
  'goroutine-text': { is: 'it is the text of a goroutine profile', next: 'Fetch /debug/pprof/heap instead.' },
  'contention-text': { is: 'it is the text of a mutex or block profile', next: 'Fetch /debug/pprof/heap instead.' },
  coverage: { is: 'it is a coverage profile', next: 'Coverage is given with --cover FILE.' },
  benchmark: { is: 'it is the output of benchmarks', next: 'Write a profile with `go test -memprofile FILE`.' },
  trace: { is: 'it is an execution trace', next: 'Fetch /debug/pprof/heap instead of /debug/pprof/trace.' },
  'heap-dump': { is: 'it is a heap dump', next: 'A profile is what /debug/pprof/heap or `go test -memprofile FILE` gives.' },
  binary: { is: 'it is a program', next: 'Name the profile that it wrote; the program itself is given with --binary FILE.' },
  zip: { is: 'it is a zip archive', next: 'Unpack it first.' },
  text: { is: 'it is text', next: 'A profile is what /debug/pprof/heap or `go test -memprofile FILE` gives.' },
};

export const profileErrors: Messages<ProfileErrors & Pick<UserErrorCodes, 'binary-not-go'>> = {
  'profile-other-binary': ({ file, binary, profileId, binaryId }) => ({
    what: `${file} was not written by ${binary}: its build id is ${profileId}, that of the program ${binaryId}.`,
    next: 'Name the program that was running, or leave --binary out: the profile is then held against the code itself.',
  }),
  'binary-not-go': ({ file, output }) => ({
    what: `${file} is no Go program that says how it was built.${quoted(output)}`,
    next: 'Name the program that wrote the profile.',
  }),
  'profile-other-program': ({ file }) => ({
    what: `No function in ${file} belongs to these packages: it is a profile of another program, or they were not running.`,
    next: 'Name the packages of the program that wrote it; for one of `go test` add --tests.',
  }),
  'profile-other-code': ({ file, functions, agree, calls }) => ({
    what: `${file} does not belong to this code: ${[
      ...(functions > 0 ? [`of ${count(functions, 'function')} in both, ${grouped(agree)} begin on the line that the profile says`] : []),
      ...(calls.compared > 0
        ? [`of ${count(calls.compared, 'call')} in it, the code makes ${grouped(calls.agree)} on the same lines`]
        : []),
    ].join('; ')}.`,
    next: 'Check out the revision that was running, or write a profile of this one.',
  }),
  'profile-empty': ({ file }) => ({
    what: `${file} is empty.`,
    next: 'Was the program stopped before it wrote the profile, or the disk full? Write it again.',
  }),
  'profile-foreign': ({ file, found }) => {
    const known = rowOf(foreign, found);
    return {
      what: `${file} is no profile${known === undefined ? '' : `: ${known.is}`}.`,
      next: known?.next ?? 'A profile is what /debug/pprof/heap or `go test -memprofile FILE` gives.',
    };
  },
  'profile-truncated': ({ file, at }) => ({
    what: `${file} ends too early, after ${grouped(at)} bytes: a part of it is missing.`,
    next: 'Copy or fetch it again; nothing of a part is shown.',
  }),
  'profile-too-large': ({ file, limit }) => ({
    what: `${file} holds more than ${bytes(limit)}, which is the most that is read of such a file.`,
    next: 'Is it a profile of one process? Collect it over a shorter time.',
  }),
  'profile-damaged': ({ file, what }) => ({
    what: `${file} is damaged: it has ${what}.`,
    next: 'Copy or fetch it again; nothing of a damaged profile is shown.',
  }),
  'profile-concatenated': ({ file }) => ({
    what: `${file} holds several profiles, one behind the other.`,
    next: 'Give each as a file of its own: they are merged.',
  }),
  'profile-not-heap': ({ file, types }) => ({
    what: `${file} is no heap profile: it counts ${types}.`,
    next: 'Fetch /debug/pprof/heap or /debug/pprof/allocs, or write one with `go test -memprofile FILE`.',
  }),
  'profile-no-samples': ({ file }) => ({
    what: `${file} holds no samples.`,
    next: 'Collect it after the program has worked for a while, or set runtime.MemProfileRate lower as the first thing in main.',
  }),
  'profile-types-differ': ({ one, other }) => ({
    what: `These profiles do not count the same: ${one}; ${other}.`,
    next: 'Give profiles of one kind, as /debug/pprof/heap and /debug/pprof/allocs are.',
  }),
};
