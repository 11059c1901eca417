import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judge } from '#apps/classifier/src/assessment/assess.js';
import { familiesOf } from '#apps/classifier/src/model/families-of.js';
import { readModel } from '#apps/classifier/src/model/model-file.js';
import type { Model } from '#apps/classifier/src/model/model.js';
import { loadRuleBook } from '#apps/classifier/src/rules/load-rules.js';
import { profileOf } from '#apps/classifier/src/rules/profile-of.js';
import { trainModel } from '#apps/classifier/src/training/train-model.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
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

function installedModel(places: ReturnType<typeof classifierPlaces>): Model {
  const { model, trained, texts } = trainModel(places);
  if (trained) {
    process.stderr.write(`redress: the classifier was trained on ${String(texts)} texts\n`);
  }
  return model;
}

function modelOf(file: string): Model {
  if (!existsSync(file)) {
    throw new CommandRefused(`there is no model ${file}; bin/redress classifier train --to ${file} makes one`);
  }
  return readModel(readFileSync(file));
}

/**
 * A judge for each preset by id, with the model of a file, or else the installed one, which is trained first where its
 * file is not of the present texts and rules.
 */
export function openJudges(modelFile?: string): (preset: string) => Judge {
  const places = classifierPlaces();
  const book = loadRuleBook(places.rules);
  const presets = loadPresets(places.presets).book;
  const model = modelFile === undefined ? installedModel(places) : modelOf(modelFile);
  const families = familiesOf(model, presets);
  const judges = new Map<string, Judge>();
  return (preset) => {
    const judge = judges.get(preset) ?? { book, profile: profileOf(presets.get(preset), families), model };
    judges.set(preset, judge);
    return judge;
  };
}
