import { expect, test } from 'vitest';
import { describeRun } from '../../src/engine/about.ts';
import { createFakeHost, type FakeAnswer } from '../support/fake-host.ts';

const run = { stackward: '1', node: 'v20', machine: 'linux x64', command: 'debug gather --output=DIR' };
const settingsFor = async (answer: FakeAnswer): Promise<Readonly<Record<string, string>>> => {
  const about = await describeRun(createFakeHost({ answer: () => answer }), '/m', run);
  expect(about).toEqual({ schema: 'stackward/about/1', ...run, settings: about.settings });
  return about.settings;
};

test('what decides about the build is kept, what tells of its user is not', async () => {
  const goflags =
    '-mod=mod -tags=a,b -race -ldflags=-X=main.key=hush -overlay=/home/ada/o.json --trimpath -toolexec=hush -gcflags=/home/ada=-l hush=1';
  const stdout = JSON.stringify({
    GOVERSION: 'go1.26.8',
    GOFLAGS: goflags,
    GOWORK: '/home/ada/go.work',
    GOTOOLCHAIN: 'go1.26.8+auto',
    GOEXPERIMENT: '',
    GOPROXY: 'https://ada:hush@example.com',
  });
  const settings = await settingsFor({ stdout });
  expect(settings).toEqual({
    GOVERSION: 'go1.26.8',
    GOTOOLCHAIN: 'go1.26.8+auto',
    GOWORK: '…',
    GOFLAGS: '-mod=mod -tags=a,b -race -ldflags=… -overlay=… -trimpath -toolexec=… -gcflags=… …',
  });
  expect(JSON.stringify(settings)).not.toMatch(/hush|ada/);
});

test('a Go that cannot be asked leaves no settings', async () => {
  expect(await settingsFor({ result: { how: 'missing', reason: 'ENOENT' } })).toEqual({});
  expect(await settingsFor({ stdout: 'no JSON' })).toEqual({});
});
