import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { readBuildCommand } from '../../src/toolchain/build-command.ts';

function reasonOf(text: string): unknown {
  try {
    readBuildCommand(text);
  } catch (error) {
    if (error instanceof UserError && error.code === 'build-command') return error.args['reason'];
    throw error;
  }
  return undefined;
}

describe('the command that builds a program', () => {
  test('as it stands in a script', () => {
    expect(
      readBuildCommand(
        `CGO_ENABLED=0 GOAMD64=v3 /usr/local/go/bin/go build -trimpath -ldflags="-s -w -X 'main.v=1'" \\\n  -tags netgo,osusergo -pgo=cpu.pprof -race -o bin/app --buildmode=pie -gcflags=all=-l ./cmd/app`,
      ),
    ).toEqual({
      env: { CGO_ENABLED: '0', GOAMD64: 'v3' },
      settings: { tags: 'netgo,osusergo', pgo: 'cpu.pprof', race: true },
      gcflags: ['all=-l'],
      goflags: ['-buildmode=pie'],
      packages: ['./cmd/app'],
    });
  });

  test('flags alone, and nothing at all', () => {
    expect(readBuildCommand('-tags=a -race=false -cover')).toEqual({
      env: {},
      settings: { tags: 'a', race: false },
      gcflags: [],
      goflags: ['-cover'],
      packages: [],
    });
    expect(readBuildCommand('go install')).toEqual({ env: {}, settings: {}, gcflags: [], goflags: [], packages: [] });
  });

  test.each([
    ['docker build .', 'it begins with docker, and not with go build'],
    ['go test ./...', 'go test builds no program'],
    ['go build -frob ./x', 'go build has no flag -frob'],
    ['go build -tags', '-tags has no value'],
    ['go build && ./app', 'a shell would do more with it: &'],
    ['go build -ldflags="-s', 'a quote is not closed: "'],
    ['go build -o $OUT', 'a shell would do more with it: $'],
  ])('%s is refused', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });
});
