import { describe, expect, it } from '@jest/globals';
import type { Tag } from '#libs/contracts/vocabulary.js';
import type { CorrectedBy } from '../store/correction.entity.js';
import { standingCorrections } from './standing-corrections.js';

const said = (caseVersion: number, tag: Tag, category = 'safety', decidedBy: CorrectedBy = 'desk') => ({
  caseId: 'one',
  caseVersion,
  decidedBy,
  tag,
  category,
});

describe(standingCorrections.name, () => {
  it('keeps the last word of each case', () => {
    const other = { ...said(2, 'invalid'), caseId: 'two' };
    expect(standingCorrections([said(4, 'general'), other, said(3, 'major')])).toEqual([said(4, 'general'), other]);
  });

  it('forgets what was taken back, whatever the order in which it came', () => {
    const undone = said(5, 'major', 'safety', 'undo');
    expect(standingCorrections([undone, said(4, 'general')])).toEqual([]);
    expect(standingCorrections([said(4, 'general'), undone, said(3, 'major')])).toEqual([said(3, 'major')]);
  });

  it('keeps a correction when another command was taken back', () => {
    expect(standingCorrections([said(3, 'major'), said(7, 'major', 'safety', 'undo')])).toEqual([said(3, 'major')]);
  });
});
