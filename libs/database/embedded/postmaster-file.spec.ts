import { describe, expect, it } from '@jest/globals';
import { parsePostmasterFile } from './postmaster-file.js';

const complete = ['4711', '/srv/data', '1795291490', '34189', '', '127.0.0.1', '123 4', 'ready   ', ''].join('\n');

describe('parsePostmasterFile', () => {
  it('reads process, port and whether connections are taken', () => {
    expect(parsePostmasterFile(complete)).toEqual({ pid: 4711, port: 34189, ready: true });
    expect(parsePostmasterFile(complete.replace('ready   ', 'starting'))).toMatchObject({ ready: false });
  });

  it('takes an incomplete file for none', () => {
    expect(parsePostmasterFile('')).toBeNull();
    expect(parsePostmasterFile('4711\n/srv/data\n')).toBeNull();
    expect(parsePostmasterFile('-1\n/srv/data\n0\n34189\n')).toBeNull();
  });
});
