import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './repo.ts';
import { run } from './run.ts';

/** One command that a document tells its reader to type, or speaks of. */
export interface DocCommand {
  readonly file: string;
  /** In a block of code that is to be typed, above an output that is shown, or within a sentence. */
  readonly where: 'block' | 'shown' | 'sentence';
  /** The words, as a shell splits them: `['stackward', 'check', '--where', 'in:loop']`. */
  readonly words: readonly string[];
}

const programs = /^(?:[A-Z]+=\S+ )*(stackward|npm|npx|node|go|git) /;

/** All commands of the Markdown files of the repository, in their order. */
export async function docCommands(): Promise<DocCommand[]> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root });
  return stdout
    .split('\0')
    .filter((file) => file !== '' && !file.startsWith('test/'))
    .flatMap((file) => commandsIn(file, readFileSync(path.join(root, file), 'utf8')));
}

/** The commands of one text. Blocks with a language other than that of a shell hold none. */
export function commandsIn(file: string, text: string): DocCommand[] {
  const commands: DocCommand[] = [];
  const add = (where: DocCommand['where'], line: string): void => {
    for (const words of splitLine(line)) if (programs.test(`${words.join(' ')} `)) commands.push({ file, where, words });
  };
  const prose = text.replaceAll(/^ *```(\w*)\n([^]*?)^ *```/gm, (_, language: string, body: string) => {
    if (language === 'text') for (const [, line = ''] of body.matchAll(/^\$ (.+)$/gm)) add('shown', line);
    if (/^(|sh|bash|console)$/.test(language)) for (const line of body.split('\n')) add('block', line.trim());
    return '';
  });
  for (const [, code = ''] of prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)) add('sentence', code.replaceAll('\\|', '|'));
  return commands;
}

/** The commands of one line of a shell: cut at `&&`, `||`, `|` and `;`, without redirections and comments. Quotes hold words together. */
export function splitLine(line: string): string[][] {
  const commands: string[][] = [[]];
  let skip = false;
  for (const [token] of line.matchAll(/&&|\|\||(?<=\s)[|;](?=\s)|(?<=\s)\d?[<>]+|<\(|(?<=^|\s)#.*|(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (token.startsWith('#')) break;
    if (['&&', '||', '|', ';'].includes(token)) commands.push([]);
    else if (/^\d?[<>]+$/.test(token)) skip = true;
    else if (skip) skip = false;
    else commands.at(-1)?.push(token.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''));
  }
  return commands.filter((words) => words.length > 0);
}
