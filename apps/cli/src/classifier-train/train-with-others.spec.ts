import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assess } from '#apps/classifier/src/assessment/assess.js';
import { familiesOf } from '#apps/classifier/src/model/families-of.js';
import { readModel } from '#apps/classifier/src/model/model-file.js';
import { loadRuleBook } from '#apps/classifier/src/rules/load-rules.js';
import { profileOf } from '#apps/classifier/src/rules/profile-of.js';
import { complaint } from '#apps/classifier/src/testing/reading-of.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { trainWithOthers } from './train-with-others.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-train-'));
const texts = join(folder, 'texts');
const places = { texts, rules: 'config/classification', presets: 'config/presets' };
const decided = join(folder, 'decided.jsonl');
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a company's desk says again and again: this counts as major here. */
const wording = '中央空调异响一直没有修好，已经登记过。';
const line = (id: string, preset: string): string =>
  JSON.stringify({
    id,
    scenario: id,
    preset,
    text: wording,
    expect: {
      tag: 'major',
      clauses: ['PG-13.2.7'],
      category: 'equipment',
      urgent: false,
      anonymous: false,
      demands: [],
    },
  });

beforeAll(() => {
  mkdirSync(texts);
  const training = 'apps/classifier/training';
  cpSync(join(training, 'calibration.json'), join(texts, 'calibration.json'));
  cpSync(join(training, 'seed-property-group.jsonl'), join(texts, 'seed.jsonl'));
  writeFileSync(decided, `${line('desk-1', 'property-group')}\n`);
});

function answerOf(file: string): { readonly tag: string; readonly confidence: number } {
  const model = readModel(readFileSync(file));
  const presets = loadPresets('config/presets').book;
  const profile = profileOf(presets.get('property-group'), familiesOf(model, presets));
  return assess(complaint(wording), { book: loadRuleBook('config/classification'), profile, model });
}

describe('training with what people decided', () => {
  it('changes the answer to a text that they decided otherwise', () => {
    const [plain, taught] = [join(folder, 'plain.model'), join(folder, 'taught', 'own.model')];
    const before = trainWithOthers(places, { files: [], times: 1, model: plain });
    const after = trainWithOthers(places, { files: [decided], times: 10, model: taught });
    expect([before.others, after.others, after.texts]).toEqual([0, 1, before.texts]);
    expect(after.origin).not.toBe(before.origin);
    expect(answerOf(plain).tag).toBe('general');
    expect(answerOf(taught).tag).toBe('major');
  });

  it('says what is wrong with a file, by line', () => {
    const broken = join(folder, 'broken.jsonl');
    writeFileSync(broken, `${line('desk-2', 'property-group')}\n{"id": 1}\n`);
    const model = join(folder, 'none.model');
    expect(() => trainWithOthers(places, { files: [broken], times: 1, model })).toThrow(/broken\.jsonl:2: /u);
    expect(() => trainWithOthers(places, { files: [decided, decided], times: 1, model })).toThrow(
      /desk-1 stands twice/u,
    );
    expect(() => trainWithOthers(places, { files: ['/nowhere.jsonl'], times: 1, model })).toThrow(/there is no file/u);
    writeFileSync(broken, `${line('desk-2', 'unheard-of')}\n`);
    expect(() => trainWithOthers(places, { files: [broken], times: 1, model })).toThrow(/no preset unheard-of/u);
  });
});
