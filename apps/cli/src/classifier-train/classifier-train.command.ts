import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { reportLines } from '#apps/classifier/src/evaluation/report-lines.js';
import { unseenPredictions } from '#apps/classifier/src/evaluation/unseen-predictions.js';
import { calibrate } from '#apps/classifier/src/training/calibrate.js';
import { crossValidate } from '#apps/classifier/src/training/cross-validate.js';
import { nearDuplicates } from '#apps/classifier/src/training/near-duplicates.js';
import { calibrationFile } from '#apps/classifier/src/training/model-origin.js';
import { readExcerpts, readTraining } from '#apps/classifier/src/training/read-lines.js';
import { trainModel } from '#apps/classifier/src/training/train-model.js';
import { trainingSet } from '#apps/classifier/src/training/training-examples.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { classifierPlaces } from '../classify/open-judges.js';
import { trainWithOthers } from './train-with-others.js';

/** Adds the options of `bin/redress classifier train`. */
export function defineClassifierTrain(command: Command): void {
  command
    .option('--validate', 'cross-validate by scenario, set the calibration by it, and print the scores')
    .option('--errors <n>', 'with --validate: how many of the worst errors to show', '15')
    .option('--also <files...>', 'learn from these too, such as files of `classifier export`; needs --to')
    .option('--times <n>', 'with --also: how often each of those texts counts', readTimes, 1)
    .option('--to <file>', 'with --also: where the model goes; name it in REDRESS_MODEL to use it')
    .action((options: Options) => {
      const places = classifierPlaces();
      if (options.also !== undefined) {
        const { origin, texts, others } = trainWithOthers(places, chosen(options));
        process.stdout.write(
          `trained on ${String(texts)} texts and ${String(others)} of your own: model ${origin} in ${options.to ?? ''}\n`,
        );
        return;
      }
      if (options.validate === true) {
        validate(places, Number(options.errors));
      }
      const { model, trained, texts } = trainModel(places);
      process.stdout.write(
        trained ? `trained on ${String(texts)} texts: model ${model.origin}\n` : `model ${model.origin} is current\n`,
      );
    });
}

interface Options {
  readonly validate?: boolean;
  readonly errors: string;
  readonly also?: readonly string[];
  readonly times: number;
  readonly to?: string;
}

function chosen({ also = [], times, to, validate }: Options): {
  files: readonly string[];
  times: number;
  model: string;
} {
  if (to === undefined) {
    throw new CommandRefused(
      '--also needs --to <file>: the installed model is made from the texts of the project alone',
    );
  }
  if (validate === true) {
    throw new CommandRefused('--validate sets the calibration of the project’s own texts; leave out --also');
  }
  return { files: also, times, model: to };
}

function readTimes(written: string): number {
  const times = Number(written);
  if (!Number.isInteger(times) || times < 1 || times > 100) {
    throw new InvalidArgumentError('write a number from 1 to 100');
  }
  return times;
}

function validate(places: ReturnType<typeof classifierPlaces>, errors: number): void {
  const texts = readTraining(places.texts);
  const scenarios = new Map(texts.map(({ id, scenario }) => [id, scenario]));
  for (const { a, b, likeness } of nearDuplicates([...texts, ...readExcerpts(places.texts)])) {
    process.stderr.write(`redress: ${a} and ${b} are near duplicates (${likeness.toFixed(2)})\n`);
  }
  const unseen = crossValidate(trainingSet(places), ({ text }) => scenarios.get(text.id) ?? text.id);
  const calibration = calibrate(unseen);
  writeFileSync(calibrationFile(places.texts), `${JSON.stringify({ texts: texts.length, ...calibration }, null, 2)}\n`);
  process.stdout.write(`${reportLines(unseenPredictions(unseen, calibration), { errors }).join('\n')}\n`);
}
