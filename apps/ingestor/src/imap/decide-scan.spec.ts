import { describe, expect, it } from '@jest/globals';
import { decideScan } from './decide-scan.js';
import type { FolderCursor } from './decide-scan.js';

const setUpAt = new Date('2026-11-21T01:00:00Z');
const cursor: FolderCursor = { uidValidity: '7', highestUid: 40, baselineUid: 31, setUpAt };

describe('what to look at in a folder', () => {
  it('takes nothing older than the set-up on first contact, unless told to', () => {
    const selected = { uidValidity: '7', uidNext: 32 };
    expect(decideScan(null, selected, 'set-up', null)).toEqual({
      kind: 'set-up',
      numbering: '7',
      baselineUid: 31,
      takeSince: 'nothing',
    });
    expect(decideScan(null, selected, 'all', null)).toEqual({
      kind: 'set-up',
      numbering: '7',
      baselineUid: 31,
      takeSince: null,
    });
    const date = new Date('2026-11-01T00:00:00Z');
    expect(decideScan(null, selected, date, null)).toEqual({
      kind: 'set-up',
      numbering: '7',
      baselineUid: 31,
      takeSince: date,
    });
  });

  it('asks for the highest UID where the server does not foretell the next one', () => {
    expect(decideScan(null, { uidValidity: '7', uidNext: null }, 'set-up', null)).toMatchObject({ baselineUid: null });
  });

  it('takes what came since the set-up from a folder that was not there then (Junk comes with its first mail)', () => {
    const selected = { uidValidity: '7', uidNext: 2 };
    expect(decideScan(null, selected, 'set-up', setUpAt)).toEqual({
      kind: 'set-up',
      numbering: '7',
      baselineUid: 1,
      takeSince: new Date('2026-11-21T00:50:00Z'),
    });
    expect(decideScan(null, selected, 'all', setUpAt)).toMatchObject({ takeSince: null });
  });

  it('goes on by UID after any outage, however long', () => {
    expect(decideScan(cursor, { uidValidity: '7', uidNext: 90_000 }, 'set-up', null)).toEqual({
      kind: 'continue',
      numbering: '7',
      afterUid: 40,
    });
  });

  it('looks at everything since the set-up again when UIDVALIDITY changed, allowing for a slow clock', () => {
    expect(decideScan(cursor, { uidValidity: '8', uidNext: 3 }, 'set-up', null)).toEqual({
      kind: 'rescan',
      numbering: '8',
      takeSince: new Date('2026-11-21T00:50:00Z'),
    });
    expect(decideScan(cursor, { uidValidity: '8', uidNext: 3 }, 'all', null)).toEqual({
      kind: 'rescan',
      numbering: '8',
      takeSince: null,
    });
  });

  it('looks again when the server counts below what it gave out before, as after a restore, and keeps the numbers apart', () => {
    const restored = { uidValidity: '7', uidNext: 40 };
    expect(decideScan(cursor, restored, 'all', null)).toEqual({ kind: 'rescan', numbering: '7.1', takeSince: null });
    const again = { ...cursor, uidValidity: '7.1', highestUid: 39 };
    expect(decideScan(again, restored, 'all', null)).toEqual({ kind: 'continue', numbering: '7.1', afterUid: 39 });
    expect(decideScan(again, { uidValidity: '7', uidNext: 12 }, 'all', null)).toMatchObject({ numbering: '7.2' });
    expect(decideScan(again, { uidValidity: '8', uidNext: 12 }, 'all', null)).toMatchObject({ numbering: '8' });
    expect(decideScan(cursor, { uidValidity: '7', uidNext: null }, 'all', null)).toMatchObject({ kind: 'continue' });
  });
});
