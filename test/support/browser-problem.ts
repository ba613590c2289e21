/** Why the tests of the page cannot run here: one sentence, or undefined. The browser that comes as a package is for Linux x64 alone. */
export function browserProblem(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env['STACKWARD_CHROME'] !== undefined && env['STACKWARD_CHROME'] !== '') return undefined;
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return `No browser comes with the packages for ${process.platform} ${process.arch}: name a Chromium or Chrome in STACKWARD_CHROME to test the page.`;
}
