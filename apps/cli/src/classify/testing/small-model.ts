import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { trainWithOthers } from '../../classifier-train/train-with-others.js';

/** Trains a model on a few texts, in seconds, for tests in which any model does. Says where its file is. */
export function smallModel(folder: string): string {
  const texts = join(folder, 'texts');
  const model = join(folder, 'small.model');
  mkdirSync(texts);
  const training = 'apps/classifier/training';
  cpSync(join(training, 'calibration.json'), join(texts, 'calibration.json'));
  cpSync(join(training, 'seed-property-group.jsonl'), join(texts, 'seed.jsonl'));
  trainWithOthers({ texts, rules: 'config/classification', presets: 'config/presets' }, { files: [], times: 1, model });
  return model;
}
