import { describe, expect, it } from '@jest/globals';
import { policyFiles, presetOf } from '#libs/policy/testing/policy-files.js';
import { explain } from './explain-deadline.command.js';

const preset = presetOf(policyFiles(), 'property-group');
const options = {
  preset: 'property-group',
  fact: [],
  milestone: [],
  tag: 'general',
  unit: '',
  mark: [],
  pause: [],
  agreed: [],
  lang: 'zh',
} as const;
const now = new Date('2026-11-23T03:00:00Z');
const said = (given: Partial<Parameters<typeof explain>[1]>): string[] =>
  explain(preset, { ...options, ...given }, now);

describe('bin/redress explain deadline', () => {
  it('takes instants in the time zone of the preset unless they say theirs', () => {
    const local = said({ fact: ['registered=2026-11-18T10:00'], milestone: ['resolution'] });

    expect(local).toContain('到期：2026-11-23 18:00');
    expect(said({ fact: ['registered=2026-11-18T02:00:00Z'], milestone: ['resolution'] })).toEqual(local);
  });

  it('explains every limit that runs where none is named, in the languages asked for', () => {
    const lines = said({ fact: ['received=2026-11-18T10:00'], tag: 'none', lang: 'both' });

    expect(lines).toContain('登记（registration）');
    expect(lines).toContain('registration (registration)');
  });

  it('reads pauses and agreed limits', () => {
    const facts = ['registered=2026-11-18T10:00'];

    expect(said({ fact: facts, milestone: ['resolution'], pause: ['2026-11-19T09:00..2026-11-20T09:00'] })).toContain(
      '到期：2026-11-24 18:00',
    );
    expect(said({ fact: facts, milestone: ['resolution'], agreed: ['resolution=2026-11-27T18:00'] })).toContain(
      '到期：2026-11-27 18:00',
    );
  });

  it.each([
    [{ fact: ['heard=2026-11-18T10:00'] }, 'heard is not a fact'],
    [{ fact: ['registered'] }, 'registered is not a fact; write'],
    [{ fact: ['registered=yesterday'] }, 'yesterday is not an instant'],
    [{ fact: ['registered=2026-11-18T10:00'], tag: 'awful' }, 'awful is not a tag'],
    [
      { fact: ['registered=2026-11-18T10:00'], milestone: ['nothing'] },
      'no such limit runs on this case; those that do:',
    ],
  ])('refuses %j in one line', (given, message) => {
    expect(() => said(given)).toThrow(message);
  });

  it('asks for a fact where none is given, and knows the categories', () => {
    expect(() => said({})).toThrow('say what has happened, e.g. --fact registered=');
    expect(() => said({ fact: ['registered=2026-11-18T10:00'], category: 'nope' })).toThrow(
      'nope is not a category of property-group; there are building-quality',
    );
  });
});
