import { parseSync, visitorKeys } from 'oxc-parser';

/** What one source file takes from outside. */
export interface ModuleUse {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
  /** Syntax errors and imports whose target is no literal. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}
export interface Import {
  readonly specifier: string;
  readonly line: number;
}
/** `name` is the identifier, or `Date.now`, `new Date`, `Math.random` for what makes these two worldly. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/**
 * Reads one TypeScript file with oxc-parser: imports of every form (static, type-only, for their effect, re-exports, dynamic, in a type,
 * `import x = require()`), and names used that no scope of the file declares. Types do not count as uses of a global.
 */
export function readModule(file: string, text: string): ModuleUse {
  const { program, errors } = parseSync(file, text);
  const imports: Import[] = [];
  const globals: GlobalUse[] = [];
  const faults = errors.map((error) => ({ line: lineAt(text, error.labels[0]?.start ?? 0), message: error.message }));

  function visit(node: Node, scopes: readonly ReadonlySet<string>[], parent: Node | undefined, key: string): void {
    const source = importSource(node);
    if (source !== undefined) {
      const line = lineAt(text, source.start);
      if (typeof source['value'] === 'string') imports.push({ specifier: source['value'], line });
      else
        faults.push({
          line,
          message: 'the target of an import must be a literal: tsc adds a helper to each file otherwise, and no check sees it',
        });
    }
    if (isType(node)) {
      if (node.type !== 'TSImportType') forEachChild(node, (child) => visitType(child));
      return;
    }
    if (node.type === 'Identifier' && isReference(parent, key)) {
      const name = String(node['name']);
      if (!scopes.some((scope) => scope.has(name))) globals.push({ name: worldlyForm(name, parent), line: lineAt(text, node.start) });
    }
    const inner = opensScope(node) ? [declaredIn(node), ...scopes] : scopes;
    forEachChild(node, (child, childKey) => visit(child, inner, node, childKey));
  }
  /** In types only `import('…')` matters. */
  function visitType(node: Node): void {
    const source = node.type === 'TSImportType' ? (node['source'] as Node) : undefined;
    if (source !== undefined) imports.push({ specifier: String(source['value']), line: lineAt(text, source.start) });
    forEachChild(node, visitType);
  }

  visit(program as unknown as Node, [], undefined, '');
  return { imports, globals, faults };
}

function importSource(node: Node): Node | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return (node['source'] as Node | null) ?? undefined;
    case 'TSImportEqualsDeclaration': {
      const reference = node['moduleReference'] as Node;
      return reference.type === 'TSExternalModuleReference' ? (reference['expression'] as Node) : undefined;
    }
    default:
      return undefined;
  }
}

const expressionsOfTypeScript = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

function isType(node: Node): boolean {
  return node.type.startsWith('TS') && !expressionsOfTypeScript.has(node.type);
}

/** Whether an identifier at this place of its parent stands for a value, not for a key, label or imported name. */
function isReference(parent: Node | undefined, key: string): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return key === 'object' || parent['computed'] === true;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return key === 'value' || parent['computed'] === true;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportAttribute':
      return false;
    case 'ExportSpecifier':
      return key === 'local';
    default:
      return true;
  }
}

function worldlyForm(name: string, parent: Node | undefined): string {
  if (name !== 'Date' && name !== 'Math') return name;
  const property = parent?.type === 'MemberExpression' ? (parent['property'] as Node)['name'] : undefined;
  if (property === 'now' || property === 'random') return `${name}.${property}`;
  const isNow = parent?.type === 'CallExpression' || (parent?.type === 'NewExpression' && (parent['arguments'] as unknown[]).length === 0);
  return isNow && name === 'Date' ? 'new Date' : name;
}

const scopeNodes =
  /^(Program|BlockStatement|StaticBlock|FunctionBody|FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassDeclaration|ClassExpression|CatchClause|For\w*Statement|SwitchStatement)$/;

function opensScope(node: Node): boolean {
  return scopeNodes.test(node.type);
}

/** Names that a scope's own node declares: parameters, its own name, and the declarations that stand directly in it. */
function declaredIn(scope: Node): Set<string> {
  const names = new Set<string>();
  const bind = (pattern: Node): void => {
    if (pattern.type === 'Identifier') names.add(String(pattern['name']));
    else if (pattern.type === 'AssignmentPattern') bind(pattern['left'] as Node);
    else if (pattern.type === 'Property') bind(pattern['value'] as Node);
    else forEachChild(pattern, bind);
  };
  const declare = (node: Node): void => {
    if (node.type.startsWith('Export') && node['declaration']) declare(node['declaration'] as Node);
    else if (node.type === 'VariableDeclaration') for (const one of node['declarations'] as Node[]) bind(one['id'] as Node);
    else if (node.type === 'ImportDeclaration') for (const one of node['specifiers'] as Node[]) bind(one['local'] as Node);
    else if (/^(Function|Class)Declaration$/.test(node.type) && node['id']) bind(node['id'] as Node);
  };
  if (/^(Function|Class)Expression$/.test(scope.type) && scope['id']) bind(scope['id'] as Node);
  for (const parameter of [scope['params'], scope['param']].flat()) if (isNode(parameter)) bind(parameter);
  forEachChild(scope, (child) => {
    declare(child);
    if (child.type === 'SwitchCase') forEachChild(child, declare);
  });
  return names;
}

function forEachChild(node: Node, visit: (child: Node, key: string) => void): void {
  for (const key of visitorKeys[node.type] ?? []) for (const child of [node[key]].flat()) if (isNode(child)) visit(child, key);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
