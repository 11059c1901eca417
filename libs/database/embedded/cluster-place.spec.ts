import { describe, expect, it } from '@jest/globals';
import { foldersToOpen } from './cluster-place.js';

describe('foldersToOpen', () => {
  it('is the data folder alone, or with the temporary folders around it', () => {
    expect(foldersToOpen('/root/clone/data', '/tmp')).toEqual(['/root/clone/data']);
    expect(foldersToOpen('/tmpfoo/data', '/tmp')).toEqual(['/tmpfoo/data']);
    expect(foldersToOpen('/tmp/demo-1/data', '/tmp')).toEqual(['/tmp/demo-1', '/tmp/demo-1/data']);
  });
});
