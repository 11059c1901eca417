import { describe, expect, it } from '@jest/globals';
import type { Prediction } from './prediction.js';
import { asEitherReads, type SecondLabels } from './second-reader.js';

const facts = { orderNo: null, place: null, eventDate: null, phone: null };
const labels = { tag: 'general', clauses: [], urgent: false, anonymous: false, facts } as const;
const prediction = (category: string, demands: string[]): Prediction => ({
  text: {
    id: 'a',
    preset: 'private-cinema',
    channel: 'mail',
    from: null,
    subject: '',
    attachments: [],
    text: '投影机的防尘网多久清一次？',
    expect: { ...labels, clauses: [], category: 'maintenance', demands: ['explanation'] },
  },
  answer: {
    ...labels,
    category,
    demands,
    abstained: false,
    confidence: 0.9,
    decidedBy: 'model',
    clauses: [],
    facts: { ...facts, sums: [] },
  },
});
const second: SecondLabels = { ...labels, id: 'a', clauses: [], category: 'equipment-fault', demands: ['other'] };

describe('two readers of one text', () => {
  it('are both right where they differ', () => {
    const { expect: read } = asEitherReads(prediction('equipment-fault', ['other']), second).text;
    expect([read.category, read.demands]).toEqual(['equipment-fault', ['other']]);
  });

  it('leave the first standing where the answer is nobody’s', () => {
    const { expect: read } = asEitherReads(prediction('customisation', ['refund']), second).text;
    expect([read.category, read.demands]).toEqual(['maintenance', ['explanation']]);
  });

  it('are not needed', () => {
    const one = prediction('customisation', []);
    expect(asEitherReads(one, undefined)).toBe(one);
  });
});
