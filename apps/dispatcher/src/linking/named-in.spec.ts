import { describe, expect, it } from '@jest/globals';
import { namedIn } from './named-in.js';

const known = { name: '王秀兰', addresses: ['+8613800001111', 'wang@example.com'], place: '2号楼102室' };

describe('what a text for a whole group gives away of one member (PC-6)', () => {
  it.each([
    ['王秀兰女士您好，已安排疏通', '王秀兰'],
    ['请联系 138 0000-1111', '+8613800001111'],
    ['已回复WANG@example.com', 'wang@example.com'],
    ['2号楼 102室的漏点已找到', '2号楼102室'],
    ['2号楼主管道今天疏通，询问请拨打 010-12345678', null],
    ['各位业主，王师傅今天下午上门', null],
  ])('%s', (text, words) => {
    expect(namedIn(text, known)).toBe(words);
  });

  it('is nothing where nobody is known', () => {
    expect(namedIn('各位业主', { name: null, addresses: [], place: '2号楼' })).toBeNull();
  });
});
