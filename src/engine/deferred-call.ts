import type { PlacedEdgeFact } from '../model/facts.ts';

type LineAt = (file: string, line: number) => string | undefined;

/** A line at which a function ends, and on which nothing else can be called. */
const exitLine = /^\s*(?:\}|return\b[^(]*)$/;
/** A statement that calls nothing but what it defers: `defer m.Unlock()`, `defer inc(&n)`, `defer func() {`, `defer func() { n-- }()`. */
const deferredAlone = /^\s*defer\s+(?:[\w.]+\([^()]*\)|func\(\)\s*\{(?:.*\}\(\))?)\s*$/;

/**
 * Whether a call through a register is that of a `defer` where its function ends (open-coded defers, cmd/compile/internal/ssagen/ssa.go, `openDeferExit`, Go 1.22 to 1.27). It is where
 * each `defer` in the text of the function makes the wrapper or literal that it runs, so that these are followed as function values. `edges` are all of the function that holds
 * the call; `lineAt` gives the text of a line. In text that gofmt would write otherwise it may be one, and false is the answer.
 */
export function isDeferredCall(call: PlacedEdgeFact, edges: readonly PlacedEdgeFact[], lineAt: LineAt): boolean {
  const { file, line, inline } = call;
  if (inline.length !== 1 || !exitLine.test(withoutComment(lineAt(file, line)))) return false;
  if (!edges.some(({ to }) => to === 'runtime.deferreturn')) return false;
  const made = new Set(
    edges
      .filter((edge) => edge.how === 'value' && edge.inline.length === 1 && /\.(?:deferwrap|func)\d+$/.test(edge.to))
      .map((edge) => edge.line),
  );
  const statements = linesAround(file, line, lineAt).filter(({ text }) => /\bdefer\b/.test(text));
  return statements.length > 0 && statements.every((one) => deferredAlone.test(one.text) && made.has(one.line));
}

/** The declaration that a line is part of. */
function linesAround(file: string, line: number, lineAt: LineAt): { readonly line: number; readonly text: string }[] {
  let first = line;
  while (first > 1 && !/^func\b/.test(lineAt(file, first) ?? '')) first--;
  const lines: { line: number; text: string }[] = [];
  for (let at = first; ; at++) {
    const text = lineAt(file, at);
    if (text === undefined) return lines;
    lines.push({ line: at, text: withoutComment(text) });
    if (at >= line && text.startsWith('}')) return lines;
  }
}

function withoutComment(text = ''): string {
  return text.replace(/\s*\/\/.*$/, '');
}
