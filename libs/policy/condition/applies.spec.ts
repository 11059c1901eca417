import { describe, expect, it } from '@jest/globals';
import { Condition } from '../preset/condition.schema.js';
import { applies, type CaseView } from './applies.js';

const view: CaseView = {
  unit: 'yunhu',
  tag: 'general',
  category: 'safety',
  urgent: false,
  marks: ['complex', 'repeat'],
  channel: 'mail',
};

describe('conditions of entries', () => {
  it.each([
    [{}, true],
    [{ tag: ['general', 'major'] }, true],
    [{ tag: ['major'] }, false],
    [{ category: ['safety'], urgent: false }, true],
    [{ category: ['other'] }, false],
    [{ unit: ['jiangnan'] }, false],
    [{ urgent: true }, false],
    [{ marks: ['complex', 'repeat'] }, true],
    [{ marks: ['complex', 'group'] }, false],
    [{ unmarked: ['group'] }, true],
    [{ unmarked: ['complex'] }, false],
    [{ channel: ['mail', 'web'] }, true],
    [{ channel: ['sms'] }, false],
  ])('%j holds: %s', (condition, holds) => {
    expect(applies(Condition.parse(condition), view)).toBe(holds);
  });

  it('tell a case without a tag from every tag', () => {
    const untagged = { ...view, tag: null };

    expect(applies(Condition.parse({ tag: ['none'] }), untagged)).toBe(true);
    expect(applies(Condition.parse({ tag: ['general'] }), untagged)).toBe(false);
    expect(applies(Condition.parse({ tag: ['none'] }), view)).toBe(false);
  });

  it('on a channel do not hold where nobody knows it', () => {
    const { channel: _channel, ...unknown } = view;

    expect(applies(Condition.parse({ channel: ['mail'] }), unknown)).toBe(false);
  });
});
