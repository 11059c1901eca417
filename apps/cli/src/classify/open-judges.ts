import { join } from 'node:path';
import type { Judge } from '#apps/classifier/src/assessment/assess.js';
import { familiesOf } from '#apps/classifier/src/model/families-of.js';
import { loadRuleBook } from '#apps/classifier/src/rules/load-rules.js';
import { profileOf } from '#apps/classifier/src/rules/profile-of.js';
import { trainModel } from '#apps/classifier/src/training/train-model.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { projectFolder } from '#libs/runtime/project-folder.js';

/** Files that the classifier is made of, in the project's folder. */
export function classifierPlaces(folder = projectFolder()): {
  texts: string;
  rules: string;
  presets: string;
  model: string;
} {
  return {
    texts: join(folder, 'apps/classifier/training'),
    rules: join(folder, 'config/classification'),
    presets: join(folder, 'config/presets'),
    model: join(folder, 'dist/classifier.model'),
  };
}

/** A judge for each preset by id; trains the model first where its file is not of the present texts and rules. */
export function openJudges(): (preset: string) => Judge {
  const places = classifierPlaces();
  const book = loadRuleBook(places.rules);
  const presets = loadPresets(places.presets).book;
  const { model, trained, texts } = trainModel(places);
  if (trained) {
    process.stderr.write(`redress: the classifier was trained on ${String(texts)} texts\n`);
  }
  const families = familiesOf(model, presets);
  const judges = new Map<string, Judge>();
  return (preset) => {
    const judge = judges.get(preset) ?? { book, profile: profileOf(presets.get(preset), families), model };
    judges.set(preset, judge);
    return judge;
  };
}
