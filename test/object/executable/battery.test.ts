import { testReader } from '../../reader-battery.ts';
import { makeProgram } from './made-program.ts';
import { readAll } from './read.ts';

testReader({
  name: 'readExecutable',
  read: (bytes) => readAll(bytes),
  samples: [
    { name: 'elf amd64', bytes: makeProgram({ format: 'elf', goarch: 'amd64' }) },
    { name: 'mach-o arm64', bytes: makeProgram({ format: 'mach-o', goarch: 'arm64', go: 'go1.27.4' }) },
    { name: 'pe amd64', bytes: makeProgram({ format: 'pe', goarch: 'amd64', go: 'go1.22.0' }) },
  ],
  codes: [
    'executable-foreign',
    'executable-not-go',
    'executable-packed',
    'executable-garbled',
    'executable-compiler',
    'executable-too-old',
    'executable-truncated',
    'executable-damaged',
    'executable-limit',
  ],
});
