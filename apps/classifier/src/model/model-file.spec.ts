import { describe, expect, it } from '@jest/globals';
import { hashName, presetCopies } from './feature-vector.js';
import { scores, type LinearHead } from './linear-head.js';
import { headNames, type Heads, type Model } from './model.js';
import { readModel, writeModel } from './model-file.js';
import { lookUp } from './vocabulary.js';

function head(labels: string[], rows: number): LinearHead {
  return {
    labels,
    multiple: false,
    bias: Float32Array.from(labels, (_, index) => index / 10),
    weights: Float32Array.from({ length: rows * labels.length }, (_, index) => Math.sin(index) * 2),
  };
}

const names = ['骨折', '退款', 'lift'];
const vocabulary = { rows: new Map(names.map((name, row) => [hashName(name), row])), shared: 2 };
const model: Model = {
  origin: 'abc',
  families: { 'property-group': ['safety', 'other'] },
  vocabulary,
  passages: {
    vocabulary,
    heads: { category: head(['safety', 'other'], 3), demands: head(['refund'], 3), urgent: head(['urgent'], 3) },
  },
  heads: Object.fromEntries(headNames.map((name) => [name, head(['a', 'b', 'c'], name === 'tag' ? 3 : 2)])) as Heads,
  temperatures: { 'property-group': 1.3 },
  firmRules: { 'property-group': ['major.bodily-harm'] },
  demandThresholds: { refund: 0.4 },
  urgentThreshold: 0.3,
  anonymousThreshold: 0.5,
};

describe('the model file', () => {
  it('gives back what was written, within the step of its weights', () => {
    const copy = readModel(writeModel(model));
    const apart = { heads: null, vocabulary: null, passages: null };
    expect({ ...copy, ...apart }).toEqual({ ...model, ...apart });
    expect(copy.vocabulary).toEqual(model.vocabulary);
    expect(copy.passages.vocabulary).toEqual(model.passages.vocabulary);
    expect(copy.passages.heads.category.labels).toEqual(['safety', 'other']);
    const vector = { ids: Uint32Array.from(names, hashName), values: Float32Array.from([1, 0.5, 2]) };
    for (const name of headNames) {
      const before = scores(model.heads[name], lookUp(model.vocabulary, vector));
      const after = scores(copy.heads[name], lookUp(copy.vocabulary, vector));
      before.forEach((score, label) => {
        expect(after[label]).toBeCloseTo(score, 1);
      });
    }
  });

  it('is the same for the same model', () => {
    expect(writeModel(model).equals(writeModel(model))).toBe(true);
  });

  it('refuses what is no model', () => {
    expect(() => readModel(Buffer.from('{"format":1}'))).toThrow();
  });
});

describe('features under a preset', () => {
  it('are copies with ids of their own, and a mark of the preset', () => {
    const vector = { ids: Uint32Array.of(hashName('x')), values: Float32Array.of(0.5) };
    const copies = presetCopies([vector], 'property-group');
    expect([...copies.values]).toEqual([0.5, 1]);
    expect(copies.ids[0]).not.toBe(vector.ids[0]);
    expect(copies.ids[0]).not.toBe(presetCopies([vector], 'private-cinema').ids[0]);
  });
});
