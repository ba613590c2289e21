import type { ChangeCause } from '../../model/comparison.ts';

/** What a go.mod says of the build. */
interface ModFile {
  readonly go: string;
  readonly toolchain: string;
  /** Versions by module; a replacement counts as the version. */
  readonly requires: ReadonlyMap<string, string>;
}

/** What differs between two versions of a go.mod and may change where code allocates though none of the module's was edited. '' is a file that is not there. */
export function compareModFiles(base: string, head: string): ChangeCause[] {
  const [one, other] = [readModFile(base), readModFile(head)];
  const causes: ChangeCause[] = [];
  if (base !== '' && head !== '') {
    if (one.go !== other.go) causes.push({ kind: 'go-line', name: 'go', from: one.go, to: other.go });
    if (one.toolchain !== other.toolchain)
      causes.push({ kind: 'toolchain-line', name: 'toolchain', from: one.toolchain, to: other.toolchain });
  }
  for (const name of new Set([...one.requires.keys(), ...other.requires.keys()])) {
    const [from, to] = [one.requires.get(name) ?? '', other.requires.get(name) ?? ''];
    if (from !== to) causes.push({ kind: 'dependency', name, from, to });
  }
  return causes;
}

/** Go writes one thing a line (`go mod tidy`, `go get`); what it would not understand is passed over, for the build tells of it. */
function readModFile(text: string): ModFile {
  let go = '';
  let toolchain = '';
  let block = '';
  const requires = new Map<string, string>();
  const replaced = new Map<string, string>();
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    if (line === ')') block = '';
    const [, opened] = /^(\w+)\s*\($/.exec(line) ?? [];
    if (opened !== undefined) {
      block = opened;
      continue;
    }
    const words = (block === '' ? line : `${block} ${line}`).split(/\s+/).map((word) => word.replaceAll(/^"|"$/g, ''));
    const [verb, first = '', second = '', ...more] = words;
    if (verb === 'go') go = first;
    else if (verb === 'toolchain') toolchain = first;
    else if (verb === 'require' && first !== '') requires.set(first, second);
    else if (verb === 'replace') {
      const arrow = words.indexOf('=>');
      if (arrow > 0 && (second === '=>' || more[0] === '=>')) replaced.set(first, words.slice(arrow + 1).join(' '));
    }
  }
  return { go, toolchain, requires: new Map([...requires, ...replaced]) };
}
