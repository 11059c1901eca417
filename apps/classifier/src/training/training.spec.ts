import { describe, expect, it } from '@jest/globals';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { foldOf } from './folds.js';
import { duplicateFrom, nearDuplicates } from './near-duplicates.js';
import { readExcerpts, readTraining } from './read-lines.js';
import { trainHead } from './train-head.js';

const folder = 'apps/classifier/training';

const presets = loadPresets('config/presets').book;

describe('the training texts', () => {
  const texts = readTraining(folder);

  it('name tags, categories and demands that their preset has', () => {
    const wrong = texts.filter(({ preset, expect: { tag, category, demands } }) => {
      const policy = presets.get(preset);
      return (
        !(tag in policy.tags) ||
        !(category in policy.categories) ||
        demands.some((demand) => !(demand in policy.demands))
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('state the facts that they are labelled with, word for word', () => {
    const wrong = texts.filter(({ subject, text, expect: { facts } }) =>
      [facts.orderNo, facts.place, facts.phone].some(
        (fact) => fact !== null && fact !== undefined && !`${subject}\n${text}`.includes(fact),
      ),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('use reserved domains only', () => {
    expect(texts.filter(({ text, from }) => namesDomain(`${from ?? ''} ${text}`)).map(({ id }) => id)).toEqual([]);
  });
});

describe('the excerpts', () => {
  const excerpts = readExcerpts(folder);

  it('name categories and demands that their preset has', () => {
    const wrong = excerpts.filter(({ preset, category, demands }) => {
      const policy = presets.get(preset);
      return (
        (category !== null && !(category in policy.categories)) || demands.some((demand) => !(demand in policy.demands))
      );
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('are copies neither of one another nor of a text', () => {
    expect(nearDuplicates([...readTraining(folder), ...excerpts])).toEqual([]);
  });

  it('use reserved domains only', () => {
    expect(excerpts.filter(({ text }) => namesDomain(text)).map(({ id }) => id)).toEqual([]);
  });
});

/** Whether an address of a domain stands in it that is not reserved for examples. */
function namesDomain(words: string): boolean {
  return [...words.matchAll(/@([a-z0-9.-]+)/giu)].some(
    ([, domain = '']) => !/(?:^|\.)example\.(?:com|cn|org)$/u.test(domain.toLowerCase().replace(/\.$/u, '')),
  );
}

describe('near duplicates', () => {
  it('are found whatever their names and numbers', () => {
    const found = nearDuplicates([
      { id: 'a', text: '3栋2单元的电梯又坏了，已经停了四天，麻烦尽快派人来修，家里老人下不了楼。' },
      { id: 'b', text: '5栋1单元的电梯又坏了，已经停了六天，麻烦尽快派人来修，家里老人下不了楼！' },
      { id: 'c', text: '发票抬头开错了一个字，请重新开一张。' },
    ]);
    expect(found.map(({ a, b }) => [a, b])).toEqual([['a', 'b']]);
    expect(found[0]?.likeness).toBeGreaterThanOrEqual(duplicateFrom);
  });
});

describe('folds', () => {
  it('keep a scenario together, wherever it is asked', () => {
    expect(new Set([1, 2, 3].map(() => foldOf('lift-1', 5))).size).toBe(1);
    expect(new Set(Array.from({ length: 50 }, (_, index) => foldOf(`s${String(index)}`, 5))).size).toBe(5);
  });
});

describe('training', () => {
  const vector = (row: number) => ({ rows: Int32Array.of(row), values: Float32Array.of(1) });
  const examples = [0, 1, 0, 1].map((row) => ({ vector: vector(row), targets: [row], allowed: null, weight: 1 }));
  const options = { labels: ['a', 'b'], multiple: false, rows: 2, epochs: 10, rate: 0.1, decay: 0, seed: 1 };

  it('learns what parts the texts', () => {
    const { weights } = trainHead(examples, options);
    expect((weights[0] ?? 0) > (weights[1] ?? 0)).toBe(true);
    expect((weights[2] ?? 0) < (weights[3] ?? 0)).toBe(true);
  });

  it('gives the same weights for the same texts', () => {
    expect(trainHead(examples, options)).toEqual(trainHead(examples, options));
  });
});
