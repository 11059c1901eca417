import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readModel, writeModel } from '../model/model-file.js';
import type { Model } from '../model/model.js';
import { CalibrationFile } from '../model/calibration.schema.js';
import { learnFrom } from './build-model.js';
import { calibrationFile, modelOrigin } from './model-origin.js';
import { trainingSet, type TrainingPlaces } from './training-examples.js';

export interface TrainedModel {
  readonly model: Model;
  readonly texts: number;
  /** False when the file was made from the same texts and rules already. */
  readonly trained: boolean;
}

/** Trains the model and writes it, unless the file is of the same origin. */
export function trainModel(places: TrainingPlaces & { readonly model: string }): TrainedModel {
  const origin = modelOrigin(places);
  const known = knownModel(places.model);
  if (known?.origin === origin) {
    return { model: known, texts: 0, trained: false };
  }
  const { texts: _, ...calibration } = CalibrationFile.parse(
    JSON.parse(readFileSync(calibrationFile(places.texts), 'utf8')),
  );
  const set = trainingSet(places);
  const file = writeModel({ origin, ...learnFrom(set), ...calibration });
  mkdirSync(dirname(places.model), { recursive: true });
  writeFileSync(places.model, file);
  return { model: readModel(file), texts: set.texts.length, trained: true };
}

/** Null also for a file of an older format. */
function knownModel(path: string): Model | null {
  if (!existsSync(path)) {
    return null;
  }
  try {
    return readModel(readFileSync(path));
  } catch {
    return null;
  }
}
