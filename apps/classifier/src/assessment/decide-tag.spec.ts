import { describe, expect, it } from '@jest/globals';
import type { Profile, TagRule } from '../rules/profile.js';
import { decideTag, type TagShares } from './decide-tag.js';

const rule = (id: string, tag: TagRule['tag']): TagRule => ({
  id,
  tag,
  clauses: ['PG-13.2.1'],
  any: [],
  all: [],
  unless: [],
});
const injury = rule('major.bodily-harm', 'major');
const advert = rule('invalid.not-a-complaint', 'invalid');

const profile: Profile = {
  preset: 'property-group',
  family: 'property-group',
  tags: ['general', 'major', 'invalid'],
  clausesOf: {},
  categories: ['safety', 'other'],
  demands: [],
  thresholds: { decide: 0.7, majorFloor: 0.2, propose: 0.85 },
  rules: [injury, advert],
  urgency: [],
};

function decide(shares: TagShares, fired: TagRule[] = []) {
  return decideTag(
    profile,
    shares,
    fired.map((one) => ({ rule: one, finds: [] })),
  );
}

describe('who decides the tag', () => {
  it('a rule, where it fired and the model agrees', () => {
    expect(decide({ general: 0.1, major: 0.88, invalid: 0.02 }, [injury])).toEqual({
      tag: 'major',
      confidence: 0.88,
      abstained: false,
      decidedBy: 'rules',
    });
  });

  it('the model, where no rule says so', () => {
    expect(decide({ general: 0.1, major: 0.88, invalid: 0.02 })).toMatchObject({
      tag: 'major',
      abstained: false,
      decidedBy: 'model',
    });
  });

  it('nobody, where nothing was found', () => {
    expect(decide({ general: 0.95, major: 0.03, invalid: 0.02 })).toMatchObject({
      tag: 'general',
      abstained: false,
      decidedBy: 'default',
    });
  });

  it('the desk, below the threshold of the preset', () => {
    expect(decide({ general: 0.6, major: 0.15, invalid: 0.25 })).toMatchObject({
      tag: 'general',
      abstained: true,
      decidedBy: 'desk',
    });
  });

  it('the desk, where major is not unlikely enough', () => {
    expect(decide({ general: 0.75, major: 0.22, invalid: 0.03 })).toMatchObject({ abstained: true });
  });

  it('the desk, where a rule and the model disagree on major', () => {
    const shares = { general: 0.9, major: 0.08, invalid: 0.02 };
    expect(decide(shares)).toMatchObject({ tag: 'general', abstained: false });
    expect(decide(shares, [injury])).toMatchObject({ tag: 'general', abstained: true });
  });
});

describe('invalid is only proposed when very sure (PG-14)', () => {
  it('is proposed above its own threshold', () => {
    expect(decide({ general: 0.08, major: 0.01, invalid: 0.91 }, [advert])).toMatchObject({
      tag: 'invalid',
      abstained: false,
    });
  });

  it('is a guess for the desk below it', () => {
    expect(decide({ general: 0.22, major: 0.01, invalid: 0.77 }, [advert])).toMatchObject({
      tag: 'invalid',
      abstained: true,
    });
  });
});
