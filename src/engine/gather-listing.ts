import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import { readListedPackage, type ListedPackage } from '../toolchain/listed-package.ts';
import { readJsonStream } from '../toolchain/read-json-stream.ts';
import { decode } from '../toolchain/run-go.ts';
import { runList } from '../toolchain/run-list.ts';
import { digest } from './digest.ts';
import type { Plan } from './gather.ts';
import type * as readerModule from './readers.ts';
import { createSourceLines } from './source-lines.ts';
import type { SourceTexts } from './source-texts.ts';
import { createTextIntake, type TextIntakeOptions, type TextIntakeResult } from './text-intake.ts';

/** What the one Go command gave. */
export interface Listing {
  readonly said: TextIntakeResult;
  /** Of all that it gave: two listings with one digest say the same. */
  readonly digest: string;
  /** Throws UserError `go-answer`. */
  packages(): readonly ListedPackage[];
  /** To be waited for before blocks are asked for their facts. */
  readers(): Promise<typeof readerModule>;
}

export interface ListingOptions extends Pick<TextIntakeOptions, 'isKnown' | 'onStep' | 'keepText'> {
  readonly texts: SourceTexts;
  /** Whether it is likely that something is to be read: the readers are then loaded while Go works, since that takes about as long. */
  readonly isReadingLikely: boolean;
  /** Resolves when Go works for so long that something must have changed. */
  readonly changeLikely: Promise<void>;
}

/** Bytes; a package takes some three thousand. */
const longestListing = 1 << 28;

/** Runs the one command of a plan and takes its text as it comes. Throws those of {@link runList}, and of the compiler's reader. */
export async function gatherListing(host: Host, plan: Plan, { texts, ...options }: ListingOptions): Promise<Listing> {
  let isOver = false;
  let loading: Promise<typeof readerModule> | undefined;
  const intake = createTextIntake({ ...options, onUnknown: () => void load() });
  function load(): Promise<typeof readerModule> {
    return (loading ??= import('./readers.ts').then((readers) => {
      const reading = { nameFile: plan.nameFile, lineAt: createSourceLines(ownOrAsked(plan, texts)) };
      intake.readWith((block) => readers.readBlock(block, reading));
      return readers;
    }));
  }
  const output: Uint8Array[] = [];
  let bytes = 0;
  const running = runList(
    host,
    { ...plan.call, args: plan.args },
    {
      output(chunk) {
        bytes += chunk.length;
        if (bytes <= longestListing) output.push(chunk);
      },
      text: (chunk) => intake.add(chunk),
      words: () => intake.words(),
    },
  );
  // Its failure is met below; until then it is nobody's.
  running.catch(() => undefined);
  if (options.isReadingLikely) await load();
  else void options.changeLikely.then(() => (isOver ? undefined : load()));
  await running;
  isOver = true;
  // A part of it must not pass for the whole.
  if (bytes > longestListing) throw new UserError('go-answer', { command: 'go list -json', near: '' });
  const said = intake.end();
  await loading;
  return {
    said,
    digest: digest(
      Buffer.concat(output),
      ...said.said,
      ...[...said.blocks.values()].flatMap((same) => same.map((block) => block.digest)).toSorted(),
    ),
    packages() {
      return [...readJsonStream(decode(output))].map(readListedPackage);
    },
    readers: load,
  };
}

/** Lines of std and of the module cache are read where their packages were asked for: elsewhere only inlined bodies stand there. */
function ownOrAsked({ deps }: Plan, texts: SourceTexts): SourceTexts['read'] {
  return (file) => (deps.length === 0 && file.startsWith('$') ? undefined : texts.read(file));
}
