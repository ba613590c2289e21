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
  const last = path.slice(slash + 1);
  if (!/[^!-~]|["%]/.test(path) && !last.includes('.')) return path;
  return escapeIn(path.slice(0, slash + 1), /[^!-~]|["%]/gu) + escapeIn(last, /[^!-~]|["%.]/gu);
}

function escapeIn(text: string, odd: RegExp): string {
  return text.replaceAll(odd, (char) => Array.from(Buffer.from(char, 'utf8'), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
}

/** The inverse of `escapePath`. Bytes, not code units: a path with `ü` is escaped as two. */
export function unescapePath(prefix: string): string {
  if (!prefix.includes('%')) return prefix;
  const bytes = Buffer.from(prefix, 'utf8');
  let end = 0;
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] === percent ? Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16) : Number.NaN;
    bytes[end++] = Number.isNaN(code) ? bytes[at]! : code;
    if (!Number.isNaN(code)) at += 2;
  }
  return bytes.toString('utf8', 0, end);
}

const percent = 0x25;
