import { describe, expect, it } from '@jest/globals';
import { wordsThatDecided } from './quoted-texts.js';

const rule = { rule: 'injury', words: '骨折 ' };
const model = { rule: 'model', words: '现在' };

describe(wordsThatDecided.name, () => {
  it('shows the words of rules without those of the model (PG-13.2.6)', () => {
    expect(wordsThatDecided({ evidence: [rule, model] })).toEqual(['骨折']);
  });

  it('shows what the model leans on where no rule speaks', () => {
    expect(wordsThatDecided({ evidence: [model] })).toEqual(['现在']);
  });
});
