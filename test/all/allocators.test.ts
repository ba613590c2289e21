import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allocatingRows } from '../../src/model/tables/allocating-rows.ts';
import { allocatorsOf, knownReleases } from '../../src/model/tables/index.ts';
import { judgedRows } from '../../src/model/tables/judged-rows.ts';
import { entriesOf, isWithin } from '../../src/model/tables/release.ts';
import { seen } from '../../src/model/tables/settled-data.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { copyModule, openModules } from '../../tools/lib/open-modules.ts';
import { platforms } from '../../tools/lib/platforms.ts';
import { portablePackages, sanitizedPackages, surveyRuntime } from '../../tools/lib/survey-runtime.ts';
import { root } from '../support/repo.ts';
import { listMisjudged, listWithoutRow } from '../tables/check-survey.ts';

const releases = findGoReleases();
const linux = { goos: 'linux', goarch: 'amd64' };

describe.each(knownReleases)('Go %s', (release) => {
  const go = needGoRelease(releases, release);
  const rows = allocatorsOf(release);
  const modules = openModules.filter((module) => isWithin(release, module.oldest));

  it('std and open modules call nothing of the runtime that has no row, and all that is marked as seen', () => {
    const builds = modules.map((module) => ({
      cwd: copyModule(module, path.join(root, '.cache/open-modules')),
      ...linux,
      patterns: ['./...'],
    }));
    const survey = surveyRuntime(go, [{ cwd: os.tmpdir(), ...linux, patterns: ['std'] }, ...builds]);
    expect(listWithoutRow(survey, rows)).toEqual([]);
    expect([...survey.called.keys()].sort()).toEqual(entriesOf(seen, release));
    expect(listMisjudged(survey, release)).toEqual([]);
  });

  it.each([
    { goos: 'linux', goarch: 'arm64', patterns: portablePackages },
    { goos: 'linux', goarch: '386', patterns: portablePackages },
    { ...linux, flag: '-race', patterns: sanitizedPackages },
  ])('nor does std in build %j', (build) => {
    const survey = surveyRuntime(go, [{ cwd: os.tmpdir(), ...build }]);
    expect(listWithoutRow(survey, rows)).toEqual([]);
    expect(listMisjudged(survey, release)).toEqual([]);
  });

  it('the runtime of some platform defines each row, and heap memory is behind those that are written by hand', () => {
    const undefinedRows = new Set(rows.keys());
    const written = [...allocatingRows, ...judgedRows].filter((row) => isWithin(release, row.from, row.to)).flatMap((row) => row.names);
    const withoutWay = new Set(written);
    for (const platform of platforms) {
      const { graph } = surveyRuntime(go, [{ cwd: os.tmpdir(), ...platform, patterns: ['runtime'] }]);
      for (const name of graph.defined) undefinedRows.delete(name);
      for (const name of withoutWay) {
        const { path: way, reasons } = graph.judge(name);
        if (way !== undefined || reasons.length > 0) withoutWay.delete(name);
      }
    }
    expect([...undefinedRows]).toEqual([]);
    expect([...withoutWay]).toEqual([]);
  });
});
