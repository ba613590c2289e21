import { expect, test } from 'vitest';
import { parseCommand } from '../../src/cli/parse.ts';
import { shownCommand } from '../../src/cli/shown-command.ts';

test.each<[string[], string]>([
  [['debug', 'gather', '-o', '/home/ada/b', './...'], 'debug gather --output=DIR ./...'],
  [['debug', 'gather', '--tests', '-C=../secret', '-o', 'b', '/home/ada/m/...'], 'debug gather --output=DIR --directory=DIR --tests PATH'],
  [
    ['debug', 'gather', '-o=b', '--pgo', 'auto', '--tags', 'a,b', '--tags', 'c'],
    'debug gather --output=DIR --tags=a,b --tags=c --pgo=auto',
  ],
  [['debug', 'gather', '-o=b', '--pgo=/home/ada/cpu.pprof'], 'debug gather --output=DIR --pgo=FILE'],
  [['debug', 'gather', '-o=b', '--gcflags=./x=-l -d=dump=/home/ada,n=1'], 'debug gather --output=DIR --gcflags=./x=-l -d=dump=PATH,n=1'],
  [['debug', 'gather', '-o=b', 'C:\\Users\\ada\\m', '~/m'], 'debug gather --output=DIR PATH PATH'],
])('%j', async (argv, shown) => {
  expect(shownCommand(await parseCommand(argv))).toBe(shown);
});
