/**
 * What a system lacks, for `skipIf` and with the reason at each use: Windows has no file modes, no signals that a program could catch, no scripts
 * that begin with `#!`.
 */
export const isWindows: boolean = process.platform === 'win32';
