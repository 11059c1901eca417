import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CalibrationFile } from '#apps/classifier/src/model/calibration.schema.js';
import { familiesOf } from '#apps/classifier/src/model/families-of.js';
import { writeModel } from '#apps/classifier/src/model/model-file.js';
import { profileOf } from '#apps/classifier/src/rules/profile-of.js';
import { learnFrom } from '#apps/classifier/src/training/build-model.js';
import { TrainingText } from '#apps/classifier/src/training/labelled-text.schema.js';
import { calibrationFile, modelOrigin } from '#apps/classifier/src/training/model-origin.js';
import { readLines } from '#apps/classifier/src/training/read-lines.js';
import { examplesOf, trainingSet, type TrainingPlaces } from '#apps/classifier/src/training/training-examples.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { configuredPaths } from '../preset-check/policy-paths.js';

/** A model made of the project's texts and of others. */
export interface TrainedWithOthers {
  readonly origin: string;
  readonly texts: number;
  readonly others: number;
}

/**
 * Trains a model on the project's texts and on those of files in the same form, under the presets that are installed,
 * and writes it. The calibration stays that of the project. Throws RejectedFailure `line-malformed`, `id-twice`.
 */
export function trainWithOthers(
  places: TrainingPlaces,
  chosen: { readonly files: readonly string[]; readonly times: number; readonly model: string },
): TrainedWithOthers {
  const missing = chosen.files.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    throw new CommandRefused(
      `there is no file ${missing.join(', ')}; bin/redress classifier export --to FILE writes one`,
    );
  }
  const { texts, excerpts } = trainingSet(places);
  const others = chosen.files.flatMap((file) => readLines(file, TrainingText));
  refuseTwice([...texts.map(({ text }) => text), ...others]);
  const own = examplesOf(underShipped(others, places.presets), places);
  const set = { texts: [...texts, ...Array.from({ length: chosen.times }, () => own).flat()], excerpts };
  const { texts: _, ...calibration } = CalibrationFile.parse(
    JSON.parse(readFileSync(calibrationFile(places.texts), 'utf8')),
  );
  const origin = originOf(places, chosen);
  mkdirSync(dirname(chosen.model), { recursive: true });
  writeFileSync(chosen.model, writeModel({ origin, ...learnFrom(set), ...calibration }));
  return { origin, texts: texts.length, others: others.length };
}

/** A company's own preset has too few texts for a model of its own: they count for the shipped one that is nearest to it. */
function underShipped(texts: readonly TrainingText[], folder: string): TrainingText[] {
  const shipped = loadPresets(folder).book;
  const installed = loadPresets(configuredPaths().presets).book;
  const families = familiesOf(null, shipped);
  return texts.map((text) => ({
    ...text,
    preset: shipped.has(text.preset) ? text.preset : profileOf(installed.get(text.preset), families).family,
  }));
}

function refuseTwice(texts: readonly Pick<TrainingText, 'id'>[]): void {
  const seen = new Set<string>();
  for (const { id } of texts) {
    if (seen.has(id)) {
      throw new RejectedFailure('id-twice', `text ${id} stands twice; name each file once`);
    }
    seen.add(id);
  }
}

/** Digest of what the project's model is made from, and of the rest. */
function originOf(places: TrainingPlaces, { files, times }: { files: readonly string[]; times: number }): string {
  const hash = createHash('sha256').update(`${modelOrigin(places)} ${String(times)}\n`);
  for (const file of files) {
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
