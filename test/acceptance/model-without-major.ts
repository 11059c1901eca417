import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trainWithOthers } from '#apps/cli/src/classifier-train/train-with-others.js';
import { TrainingText } from '#apps/classifier/src/training/labelled-text.schema.js';

/** A model that has never met a major complaint and so calls none major, whatever the rules say. Says its file. */
export function modelWithoutMajor(folder: string): string {
  const training = 'apps/classifier/training';
  const texts = join(folder, 'texts');
  const model = join(folder, 'without-major.model');
  mkdirSync(texts);
  cpSync(join(training, 'calibration.json'), join(texts, 'calibration.json'));
  const lines = readFileSync(join(training, 'seed-property-group.jsonl'), 'utf8').split('\n').filter(Boolean);
  const others = lines.filter((line) => TrainingText.parse(JSON.parse(line)).expect.tag !== 'major');
  writeFileSync(join(texts, 'seed.jsonl'), others.join('\n'));
  trainWithOthers({ texts, rules: 'config/classification', presets: 'config/presets' }, { files: [], times: 1, model });
  return model;
}
