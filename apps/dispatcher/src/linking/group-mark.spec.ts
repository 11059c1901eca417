import { describe, expect, it } from '@jest/globals';
import { marksPutBack } from './group-mark.js';

describe('marks of a case that is put back', () => {
  it.each<[string, string[], string[], boolean, string[]]>([
    ['that joined a group since keeps its mark', ['material'], ['material', 'group'], true, ['material', 'group']],
    ['that left one since does not get it back', ['material', 'group'], ['material'], false, ['material']],
    ['whose group is as it was has those of before', ['group'], ['group', 'complex'], true, ['group']],
  ])('one %s', (_, earlier, current, inGroup, marks) => {
    expect(marksPutBack({ marks: earlier }, { marks: current }, 'group', inGroup)).toEqual(marks);
  });

  it('knows nothing of groups where the preset does not', () => {
    expect(marksPutBack({ marks: ['group'] }, { marks: [] }, null, false)).toEqual(['group']);
  });
});
