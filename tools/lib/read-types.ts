import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** An exported interface, alias or list of constants of a TypeScript file, with what its comment says. */
export interface DeclaredType {
  readonly name: string;
  /** The comment above it, as one paragraph; '' without one. */
  readonly doc: string;
  /** Of an interface. */
  readonly fields?: readonly DeclaredField[];
  /** Interfaces that it extends. */
  readonly base?: string;
  /** Of an alias: its text. */
  readonly type?: string;
  /** Of a constant text or list of texts. */
  readonly values?: readonly string[];
}
export interface DeclaredField {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly doc: string;
  /** The last comment of one line above it: `// files`. */
  readonly section: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What a file of types declares, in its order. */
export function readTypes(file: string): DeclaredType[] {
  const text = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, text);
  const source = { text, comments };
  return (program.body as unknown as Node[]).flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Node | null) : statement;
    if (!declaration) return [];
    const doc = docAbove(statement.start, source);
    if (declaration.type === 'TSInterfaceDeclaration') {
      const base = (declaration['extends'] as Node[]).map((one) => text.slice(one.start, one.end)).join(' and ');
      const fields = ((declaration['body'] as Node)['body'] as Node[]).map((one) => fieldOf(one, source));
      return [{ name: nameOf(declaration, text), doc, fields, ...(base === '' ? {} : { base }) }];
    }
    if (declaration.type === 'TSTypeAliasDeclaration') {
      const type = declaration['typeAnnotation'] as Node;
      return [{ name: nameOf(declaration, text), doc, type: plainType(text.slice(type.start, type.end)) }];
    }
    return declaration.type === 'VariableDeclaration' ? listsOf(declaration, doc, text) : [];
  });
}

interface Source {
  readonly text: string;
  readonly comments: readonly { readonly type: string; readonly value: string; readonly start: number; readonly end: number }[];
}

function fieldOf(node: Node, source: Source): DeclaredField {
  const key = node['key'] as Node;
  const type = (node['typeAnnotation'] as Node)['typeAnnotation'] as Node;
  const line = source.comments.findLast((comment) => comment.type === 'Line' && comment.end < node.start);
  return {
    name: source.text.slice(key.start, key.end).replaceAll(/^'|'$/g, ''),
    optional: node['optional'] === true,
    type: plainType(source.text.slice(type.start, type.end)),
    doc: docAbove(node.start, source),
    section: line?.value.trim() ?? '',
  };
}

function listsOf(declaration: Node, doc: string, text: string): DeclaredType[] {
  return (declaration['declarations'] as Node[]).flatMap((one) => {
    const init = one['init'] as Node | null;
    // Of a table its keys.
    if (init && text.slice(init.start, init.end).endsWith('} as const')) {
      const { properties = [] } = init['expression'] as { readonly properties?: readonly { readonly key: Node }[] };
      return [{ name: nameOf(one, text), doc, values: properties.map(({ key }) => text.slice(key.start, key.end).replaceAll("'", '')) }];
    }
    const values = [
      ...text
        .slice(one.start, one.end)
        .replaceAll(/\/\*[^]*?\*\//g, '')
        .matchAll(/'([^'\n]+)'/g),
    ].map(([, value = '']) => value);
    return /\] as const$|^\w+ = '[^']*'$/.test(text.slice(one.start, one.end)) ? [{ name: nameOf(one, text), doc, values }] : [];
  });
}

function nameOf(declaration: Node, text: string): string {
  const id = declaration['id'] as Node;
  return text.slice(id.start, id.end).replace(/:.*$/s, '');
}

/** The comment `/** … *\/` that ends right above an offset. */
function docAbove(offset: number, { text, comments }: Source): string {
  const above = comments.findLast((comment) => comment.end <= offset && text.slice(comment.end, offset).trim() === '');
  if (above?.type !== 'Block' || !above.value.startsWith('*')) return '';
  return above.value
    .slice(1)
    .split('\n')
    .map((line) => line.replace(/^ *\* ?/, '').trim())
    .filter(Boolean)
    .join(' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`');
}

/** Without what only TypeScript needs. */
function plainType(text: string): string {
  return text
    .replaceAll(/\breadonly /g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\bReadonly<((?:[^<>]|<[^<>]*>)*)>/g, '$1')
    .replace(/^\| /, '')
    .trim();
}
