import { spawnSync } from 'node:child_process';

const oldest = { major: 1, minor: 22 };

/** Why the tests that run Go cannot: one sentence, or undefined when `go` on PATH is there and new enough. */
export function goProblem(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const go = spawnSync('go', ['version'], { encoding: 'utf8', env, timeout: 60_000 });
  const need = `Go ${oldest.major}.${oldest.minor} or newer must be on PATH for the tests of project "go"`;
  if (go.error || go.status !== 0) return `${need}: \`go version\` did not run (${go.error?.message ?? go.stderr.trim()}).`;
  const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(go.stdout) ?? [];
  if (major === undefined || minor === undefined) return `${need}: \`go version\` said ${JSON.stringify(go.stdout.trim())}.`;
  const isOld = Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor);
  return isOld ? `${need}: this is go${major}.${minor}.` : undefined;
}
