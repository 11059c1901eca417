import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { reportLines } from '#apps/classifier/src/evaluation/report-lines.js';
import { unseenPredictions } from '#apps/classifier/src/evaluation/unseen-predictions.js';
import { calibrate } from '#apps/classifier/src/training/calibrate.js';
import { crossValidate } from '#apps/classifier/src/training/cross-validate.js';
import { nearDuplicates } from '#apps/classifier/src/training/near-duplicates.js';
import { calibrationFile } from '#apps/classifier/src/training/model-origin.js';
import { readTraining } from '#apps/classifier/src/training/read-lines.js';
import { trainModel } from '#apps/classifier/src/training/train-model.js';
import { examplesOf } from '#apps/classifier/src/training/training-examples.js';
import { classifierPlaces } from '../classify/open-judges.js';

/** Adds the options of `bin/redress classifier train`. */
export function defineClassifierTrain(command: Command): void {
  command
    .option('--validate', 'cross-validate by scenario, set the calibration by it, and print the scores')
    .option('--errors <n>', 'with --validate: how many of the worst errors to show', '15')
    .action((options: { validate?: boolean; errors: string }) => {
      const places = classifierPlaces();
      if (options.validate === true) {
        validate(places, Number(options.errors));
      }
      const { model, trained, texts } = trainModel(places);
      process.stdout.write(
        trained ? `trained on ${String(texts)} texts: model ${model.origin}\n` : `model ${model.origin} is current\n`,
      );
    });
}

function validate(places: ReturnType<typeof classifierPlaces>, errors: number): void {
  const texts = readTraining(places.texts);
  const scenarios = new Map(texts.map(({ id, scenario }) => [id, scenario]));
  for (const { a, b, likeness } of nearDuplicates(texts)) {
    process.stderr.write(`redress: ${a} and ${b} are near duplicates (${likeness.toFixed(2)})\n`);
  }
  const unseen = crossValidate(examplesOf(texts, places), ({ text }) => scenarios.get(text.id) ?? text.id);
  const calibration = calibrate(unseen);
  writeFileSync(calibrationFile(places.texts), `${JSON.stringify({ texts: texts.length, ...calibration }, null, 2)}\n`);
  process.stdout.write(`${reportLines(unseenPredictions(unseen, calibration), { errors }).join('\n')}\n`);
}
