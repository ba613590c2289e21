import { expect, it } from 'vitest';
import { isDeclaredBefore } from '../../../src/analysis/causes/is-declared-before.ts';

const source = `package p

func before(s string) {
	url, err := url.Parse(s) // no
	url.Use(err) // yes
}

func parameter(
	s string,
	url Parser,
) {
	url.Parse(s) // yes
}

func closed(s string) {
	if url := find(s); url.Parse(s) { // yes
		url.Parse(s) // yes
	}
	for {
		var url Parser
		url.Parse(s) // yes
	}
	url.Parse(s) // no
}

func (p *T) literal(s string) (u url.URL) {
	run(func(url Parser) { url.Parse(s) }) // yes
	run(func(url Parser) {
		for _, one := range p.all {
			url.Parse(one) // yes
		}
	})
	p.url, p.err = url.Parse(s) // no
}

var top = url.Parse("x") // unknown
`.split('\n');
const lineAt = (_file: string, line: number): string | undefined => source[line - 1];
const asked = source.flatMap((text, index) => {
  const answer = / \/\/ (yes|no|unknown)$/.exec(text)?.[1];
  const column = text.search(/url\.(?:Parse|Use)\(/) + 1;
  return answer === undefined ? [] : [{ line: index + 1, column, answer, text: text.trim() }];
});

it.each(asked)('$line: $text', ({ line, column, answer }) => {
  const known = isDeclaredBefore(lineAt, 'url', { file: 'p.go', line, column });
  expect(known === undefined ? 'unknown' : known ? 'yes' : 'no').toBe(answer);
});

it('knows nothing without source', () => {
  expect(isDeclaredBefore(() => undefined, 'url', { file: 'p.go', line: 5, column: 2 })).toBeUndefined();
});
