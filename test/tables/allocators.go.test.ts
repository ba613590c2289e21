import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { allocatorsOf, releaseOf } from '../../src/model/tables/index.ts';
import { portablePackages, surveyRuntime } from '../../tools/lib/survey-runtime.ts';
import type { Survey } from '../../tools/lib/survey-runtime.ts';
import { listMisjudged, listWithoutRow } from './check-survey.ts';

const [version = '', goroot = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOROOT'], { encoding: 'utf8' }).split('\n');
const release = releaseOf(version);

// A Go that is newer than all tables has none to check.
describe.runIf(release !== undefined)('the rows of the installed Go', () => {
  const known = release ?? '1.22';
  const rows = allocatorsOf(version);
  let survey: Survey;
  beforeAll(() => {
    survey = surveyRuntime({ version, goroot }, [{ cwd: os.tmpdir(), patterns: portablePackages }]);
  });

  it('hold all that std calls of the runtime', () => {
    expect(survey.called.size).toBeGreaterThan(250);
    expect(listWithoutRow(survey, rows)).toEqual([]);
  });

  it('miss a row when one is taken away', () => {
    const fewer = new Map(rows);
    fewer.delete('runtime.newobject');
    expect(listWithoutRow(survey, fewer)).toEqual([expect.stringContaining('runtime.newobject (called by ')]);
  });

  it('agree with the calls inside the runtime', () => expect(listMisjudged(survey, known)).toEqual([]));

  it('find a way to mallocgc where there is one', () => {
    expect(survey.graph.judge('runtime.convTstring').path).toEqual(['runtime.convTstring', 'runtime.mallocgc']);
    expect(survey.graph.judge('runtime.chanrecv1').reasons).toContain('waiter');
  });
});
