import type { UserErrorCodes } from '../../../model/codes.ts';
import type { Messages } from '../message.ts';
import { incomparableWords } from './incomparable-words.ts';

/** What is wrong with a baseline. */
export const baselineErrors: Messages<Pick<UserErrorCodes, Extract<keyof UserErrorCodes, `baseline-${string}`>>> = {
  'baseline-missing': ({ file }) => ({
    what: `There is no baseline ${file}.`,
    next: '`stackward baseline create` makes one; check the path after --baseline.',
  }),
  'baseline-foreign': ({ file }) => ({
    what: `${file} is no baseline of stackward; nothing was written.`,
    next: 'Name another file with --baseline.',
  }),
  'baseline-newer': ({ file, found, known }) => ({
    what: `${file} says \`${found}\`; this version reads \`${known}\`.`,
    next: 'Use the stackward that made it, or create it again.',
  }),
  'baseline-conflict': ({ file, line }) => ({
    what: `${file}:${line}: git could not merge this baseline and left its markers in it.`,
    next: 'Take one side from git, then `stackward baseline prune`; with the merge driver of `stackward baseline merge` it does not happen again.',
  }),
  'baseline-damaged': ({ file, line, reason }) => ({
    what: `${file}:${line}: this line of the baseline cannot be read: ${reason}.`,
    next: 'Take the file from git again, or create it anew: remove it, then `stackward baseline create`.',
  }),
  'baseline-exists': ({ file }) => ({
    what: `${file} is a baseline already; nothing was written.`,
    next: '`stackward baseline prune` takes out what is gone, `baseline rebase` makes it fit another build. Remove the file to begin anew.',
  }),
  'baseline-no-entry': ({ file, id }) => ({
    what: `No entry of ${file} and no allocation of this run has an id that begins with \`${id}\`.`,
    next: "`stackward check -f json` names ids, and so does `stackward check --where 'id:…'`.",
  }),
  'baseline-ambiguous': ({ file, id, ids }) => ({
    what: `Several ids in ${file} begin with \`${id}\`: ${ids}.`,
    next: 'Give more of it.',
  }),
  'baseline-incomparable': ({ file, differing }) => ({
    what: `${file} was made of another build: ${incomparableWords(differing)}. Nothing was written.`,
    next: '`stackward baseline rebase` makes it fit this build; or run with the toolchain and flags that it was made with.',
  }),
  'baseline-merge': ({ file }) => ({
    what: `Two branches made ${file} fit different builds.`,
    next: 'Take one side from git, then `stackward baseline rebase`.',
  }),
  'baseline-incomplete': ({ file }) => ({
    what: `Not everything could be built or read, so ${file} was left as it is.`,
    next: 'Mend what is told above and run again.',
  }),
};
