import { describe, expect, it } from '@jest/globals';
import { policyFiles, presetOf, withChange } from '../testing/policy-files.js';
import { diffPresets } from './diff-presets.js';

const shipped = policyFiles();
const file = 'property-group.yaml';
const before = presetOf(shipped, 'property-group');
const after = (from: string, to: string) => presetOf(withChange(shipped, file, from, to), 'property-group');

describe(diffPresets.name, () => {
  it('finds nothing between a preset and itself', () => {
    expect(diffPresets(before, before)).toEqual([]);
  });

  it('finds nothing in what is only written in another way', () => {
    expect(diffPresets(before, after('limit: 5min', 'limit: "5min" # five minutes'))).toEqual([]);
  });

  it('names a changed limit by entry, clause and field', () => {
    expect(diffPresets(before, after('limit: 3 working days', 'limit: 2 working days'))).toEqual([
      {
        kind: 'changed',
        path: 'milestones.resolution',
        clauses: expect.arrayContaining(['PG-18.2']),
        fields: [{ field: 'limit', before: '3 working days', after: '2 working days' }],
      },
    ]);
  });

  it('names an entry that came and one that went, each by itself', () => {
    const more = after(
      '  call-centre-head:\n    title',
      '  mascot: {title: {zh: 吉祥物, en: mascot}, scope: group, clauses: [default]}\n  call-centre-head:\n    title',
    );
    expect(diffPresets(before, more)).toEqual([{ kind: 'added', path: 'roles.mascot', clauses: ['default'] }]);
    expect(diffPresets(more, before)).toEqual([{ kind: 'removed', path: 'roles.mascot', clauses: ['default'] }]);
  });

  it('looks into rules of tags', () => {
    const changes = diffPresets(before, presetOf(shipped, 'private-cinema'));
    expect(changes.some(({ path, kind }) => kind === 'removed' && path.startsWith('tags.major.rules.'))).toBe(true);
    const ids = changes.map(({ clauses }) => clauses.find((id) => id !== 'default')).filter((id) => id !== undefined);
    expect(ids).toEqual(ids.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });
});
