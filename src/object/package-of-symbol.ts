/**
 * Import path of the package that a function symbol belongs to: `net/http` of `net/http.(*Server).Serve`, `gopkg.in/yaml.v3` of
 * `gopkg.in/yaml%2ev3.Unmarshal`. `own` is the import path of the archive: it stands for `main` (the compiler names a program's own package
 * so), and for symbols of the compiler itself (`type:.eq.…`, `go.(*struct {…}).M`), which are made again in each package that needs them.
 */
export function packageOfSymbol(symbol: string, own: string): string {
  if (symbol.startsWith('type:') || symbol.startsWith('go:') || isBelow(symbol, own)) return own;
  const cut = symbol.search(/[[({ ]/);
  const head = cut < 0 ? symbol : symbol.slice(0, cut);
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  const prefix = dot < 0 ? head : head.slice(0, dot);
  if (prefix === '' || prefix === 'main' || prefix === 'go') return own;
  return unescapePath(prefix);
}

/** Asked first, since an own symbol may have a second path in it: `text/template.Template.text/template/parse.newField`. */
function isBelow(symbol: string, own: string): boolean {
  const prefix = escapePath(own);
  return symbol.length > prefix.length && symbol[prefix.length] === '.' && symbol.startsWith(prefix);
}

/** As `objabi.PathToPrefix` (`cmd/internal/objabi/path.go`): dots after the last slash, and bytes that are not plain ASCII, as %xx. */
export function escapePath(path: string): string {
  const slash = path.lastIndexOf('/');
  if (!/[^!-~]|["%]/.test(path) && !path.includes('.', slash + 1)) return path;
  let out = '';
  let place = 0;
  for (const char of path) {
    const isPlain = char > ' ' && char < '\x7f' && char !== '%' && char !== '"' && !(char === '.' && place > slash);
    if (isPlain) out += char;
    else for (const byte of Buffer.from(char, 'utf8')) out += `%${byte.toString(16).padStart(2, '0')}`;
    place += char.length;
  }
  return out;
}

/** The inverse of `escapePath`. Bytes, not code units: a path with `ü` is escaped as two. */
export function unescapePath(prefix: string): string {
  if (!prefix.includes('%')) return prefix;
  const bytes: number[] = [];
  for (let i = 0; i < prefix.length; i++) {
    const code = prefix[i] === '%' ? Number.parseInt(prefix.slice(i + 1, i + 3), 16) : Number.NaN;
    if (Number.isNaN(code)) bytes.push(...Buffer.from(prefix[i]!, 'utf8'));
    else {
      bytes.push(code);
      i += 2;
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
