/** Writes `sbom.spdx.json`: what the published package consists of and depends on. `npm run sbom`. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepShipped } from './lib/shipped-sbom.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.env.npm_execpath;
if (npm === undefined) fail('run it as `npm run sbom`.');
const { status, stdout, stderr } = spawnSync(process.execPath, [npm, 'sbom', '--sbom-format', 'spdx'], { cwd: root, encoding: 'utf8' });
if (status !== 0) fail(`npm sbom failed.\n${stderr}`);
const document = keepShipped(JSON.parse(stdout), JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
writeFileSync(path.join(root, 'sbom.spdx.json'), `${JSON.stringify(document, undefined, 2)}\n`);
console.log(`sbom.spdx.json: ${document.packages.map(({ name, versionInfo }) => `${name}@${versionInfo}`).join(', ')}`);

function fail(message) {
  console.error(`sbom: ${message}`);
  process.exit(1);
}
