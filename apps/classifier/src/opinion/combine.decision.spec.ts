import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Tag } from '#libs/contracts/vocabulary.js';
import type { TagShares } from '../assessment/decide-tag.js';
import type { Profile } from '../rules/profile.js';
import { combineOpinion, type LocalView } from './combine.decision.js';

const profile: Profile = {
  preset: 'property-group',
  family: 'property-group',
  tags: ['general', 'major', 'invalid'],
  clausesOf: {},
  categories: [],
  demands: [],
  thresholds: { decide: 0.7, majorFloor: 0.2, propose: 0.85 },
  rules: [],
  urgency: [],
};

function local(tag: Tag, shares: TagShares, more: Partial<LocalView> = {}): LocalView {
  const confidence = shares[tag] ?? 0;
  return { tag, shares, confidence, abstained: true, decidedBy: 'desk', ruledMajor: false, firmMajor: false, ...more };
}
const doubtful = local('general', { general: 0.6, major: 0.15, invalid: 0.25 });

describe('a second opinion', () => {
  it('makes an unsure answer sure where it agrees', () => {
    expect(combineOpinion(doubtful, 'general', 0.8, profile)).toMatchObject({
      tag: 'general',
      abstained: false,
      decidedBy: 'opinion',
    });
  });

  it('raises to major where the classifier thought it possible', () => {
    const view = local('general', { general: 0.5, major: 0.4, invalid: 0.1 });
    expect(combineOpinion(view, 'major', 0.8, profile)).toMatchObject({
      tag: 'major',
      abstained: false,
      decidedBy: 'opinion',
    });
  });

  it('leaves to the desk what it contradicts', () => {
    const view = local('general', { general: 0.6, major: 0.3, invalid: 0.1 });
    expect(combineOpinion(view, 'invalid', 0.8, profile)).toMatchObject({ abstained: true, decidedBy: 'desk' });
  });

  it('never lowers a major without the desk, be it a guess or a firm rule', () => {
    const guess = local('major', { general: 0.45, major: 0.5, invalid: 0.05 });
    expect(combineOpinion(guess, 'general', 0.99, profile)).toMatchObject({ tag: 'major', abstained: true });
    const ruled = local('general', { general: 0.9, major: 0.05, invalid: 0.05 }, { firmMajor: true });
    expect(combineOpinion(ruled, 'general', 0.99, profile)).toMatchObject({ tag: 'major', abstained: true });
  });

  it('leaves it to the desk that a rule speaks for major and the model does not', () => {
    const atOdds = local('general', { general: 0.9, major: 0.05, invalid: 0.05 }, { ruledMajor: true });
    expect(combineOpinion(atOdds, 'general', 0.99, profile)).toMatchObject({ tag: 'general', abstained: true });
    expect(combineOpinion(atOdds, 'major', 0.99, profile)).toMatchObject({ tag: 'major', abstained: false });
  });

  it('never makes a guess of invalid a proposal (PG-14)', () => {
    const guess = local('invalid', { general: 0.3, major: 0.01, invalid: 0.69 });
    expect(combineOpinion(guess, 'invalid', 0.99, profile)).toMatchObject({ tag: 'invalid', abstained: true });
    const proposed = local('invalid', { general: 0.08, major: 0.01, invalid: 0.91 }, { abstained: false });
    expect(combineOpinion(proposed, 'invalid', 0.8, profile)).toMatchObject({ tag: 'invalid', abstained: false });
  });

  it('says the same as before where the classifier was sure and it agrees', () => {
    const sure = local(
      'general',
      { general: 0.95, major: 0.03, invalid: 0.02 },
      { abstained: false, decidedBy: 'default' },
    );
    expect(combineOpinion(sure, 'general', 0.8, profile)).toMatchObject({ abstained: false, decidedBy: 'default' });
  });
});

describe('whatever it says, and however much it is trusted', () => {
  const views = fc
    .record({
      raw: fc.tuple(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
      ),
      abstained: fc.boolean(),
      ruledMajor: fc.boolean(),
      firmMajor: fc.boolean(),
    })
    .map(({ raw: [general, major, invalid], abstained, ruledMajor, firmMajor }) => {
      const sum = general + major + invalid;
      const shares = { general: general / sum, major: major / sum, invalid: invalid / sum };
      const tag = (['general', 'major', 'invalid'] as const).reduce((best, one) =>
        shares[one] > shares[best] ? one : best,
      );
      return local(tag, shares, {
        abstained,
        ruledMajor: ruledMajor || firmMajor,
        firmMajor,
        decidedBy: abstained ? 'desk' : 'model',
      });
    });
  const said = fc.constantFrom<Tag>('general', 'major', 'invalid');
  const trust = fc.double({ min: 0.5, max: 0.99, noNaN: true });

  it('no major becomes less, and nothing invalid, but by the desk', () => {
    fc.assert(
      fc.property(views, said, trust, (view, tag, trusted) => {
        const combined = combineOpinion(view, tag, trusted, profile);
        if (!combined.abstained && combined.tag !== 'major') {
          expect(view.tag === 'major' || view.ruledMajor).toBe(false);
        }
        if (!combined.abstained && combined.tag === 'invalid') {
          expect(view).toMatchObject({ tag: 'invalid', abstained: false });
        }
        if (!view.abstained && !combined.abstained && combined.tag !== view.tag) {
          expect(combined.tag).toBe('major');
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
