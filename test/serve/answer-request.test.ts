import { expect, test } from 'vitest';
import type { LocalRequest } from '../../src/host/local-server.ts';
import { answerRequest } from '../../src/serve/answer-request.ts';
import { createBoard } from '../../src/serve/board.ts';
import { sampleReport } from '../support/sample-report.ts';

const board = createBoard();
board.publish('12:00:00', sampleReport('x'), undefined);
const serving = { board, assets: { script: '', style: '' }, title: '', token: 'key', port: () => 4000 };
const good: LocalRequest = { method: 'GET', path: '/key/', host: '127.0.0.1:4000', origin: undefined, site: undefined };
const ask = async (more: Partial<LocalRequest>): Promise<number> => (await answerRequest({ ...good, ...more }, serving)).status;

test('whoever has the key gets the page, its head and its parts', async () => {
  const part = `/key/part/sites/0?${board.head?.parts['sites/0'] ?? ''}`;
  expect(await Promise.all(['/key/', '/key/head', part, '/key/part/answers/0', '/key/events'].map((path) => ask({ path })))).toEqual([
    200, 200, 200, 200, 200,
  ]);
  expect(await ask({ host: 'localhost:4000', origin: 'http://localhost:4000', site: 'same-origin' })).toBe(200);
});

test.each<[string, Partial<LocalRequest>]>([
  ['without the key', { path: '/' }],
  ['with another key', { path: '/kez/' }],
  ['with a part of it', { path: '/ke' }],
  ['under another name of this machine', { host: 'evil.example:4000' }],
  ['without a name', { host: undefined }],
  ['at another port', { host: '127.0.0.1:4001' }],
  ['from a page of somebody else', { origin: 'http://evil.example' }],
  ['from a page without origin', { origin: 'null' }],
  ['sent by another site', { site: 'cross-site' }],
  ['by POST', { method: 'POST' }],
  ['by OPTIONS', { method: 'OPTIONS' }],
  ['for a file', { path: '/key/../../etc/passwd' }],
  ['for a part that is not there', { path: '/key/part/source/7' }],
  ['for a name that is none', { path: '/key/part/__proto__' }],
])('nothing for a request %s', async (_name, more) => {
  expect(await answerRequest({ ...good, ...more }, serving)).toEqual({ status: 404, headers: {}, body: '' });
});

test('who watches is told of each change and of the state at once; nobody after it has ended', () => {
  const told: string[] = [];
  const end = board.watch(({ result, of, building, failed }) =>
    told.push(`${result} ${of} ${building ?? ''} ${failed?.text ?? ''}`.trim()),
  );
  board.building('12:01:00');
  board.fail('12:01:00', 'broken');
  board.building('12:02:00');
  end();
  board.publish('12:02:00', sampleReport('x'), undefined);
  expect(told).toEqual(['1 12:00:00', '1 12:00:00 12:01:00', '1 12:00:00  broken', '1 12:00:00 12:02:00 broken']);
});
