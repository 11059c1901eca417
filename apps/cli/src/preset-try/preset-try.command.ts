import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { readPastCases } from '#apps/dispatcher/src/admin/read-past-cases.js';
import { loadReasoning } from '#apps/classifier/src/intake/load-reasoning.js';
import { profileOf } from '#apps/classifier/src/rules/profile-of.js';
import type { Judge } from '#apps/classifier/src/assessment/assess.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { readSince, sinceInstant, type Since } from '../administration/read-since.js';
import { withClassification, type Classifications } from '../classifier-report/with-classification.js';
import { findPreset } from '../preset-diff/find-preset.js';
import { compareCase } from './compare-case.js';
import type { CaseDifference } from './past-case.js';
import { decidedByPeople, readAnswers, type JudgeOf } from './read-answers.js';
import { trialLines, type Trial } from './trial-lines.js';

interface Options {
  readonly since: Since;
  readonly cases: number;
  readonly json?: true;
}

/** `bin/redress preset try FILE --since 30d`: past complaints under a version that is not in force yet (ME-0.9, SI-6.3). */
export function definePresetTry(command: Command): void {
  command
    .argument('<file>', 'the new version; its id says which complaints it is tried on')
    .option('--since <when>', 'complaints received from then on: 30d, 12h, a day', readSince, readSince('30d'))
    .option('--cases <n>', 'how many to show one by one', readCount, 50)
    .option('--json', 'one JSON object a case that would be different')
    .addHelpText(
      'after',
      '\nSays what tags, categories, ways and limits would be had the cases been opened under it. Changes nothing, and prints no\npersonal data. What people decided stays as they said; real cases keep the version that they were opened under.',
    )
    .action(async (file: string, options: Options) => {
      const path = resolve(file);
      // Relative paths of the configuration mean Redress's own folder, the file the caller's.
      process.chdir(projectFolder());
      await withClassification(async (classifications) => {
        const trial = await tryOn(path, sinceInstant(options.since, classifications.now), classifications);
        const text =
          options.json === true
            ? trial.differences.map((difference) => JSON.stringify(difference))
            : trialLines(trial, options.cases);
        process.stdout.write(text.map((line) => `${line}\n`).join(''));
      });
    });
}

async function tryOn(file: string, since: Date, classifications: Classifications): Promise<Trial> {
  const { config, now, databaseUrl } = classifications;
  const { preset: after, book } = findPreset(file, config.REDRESS_PRESETS);
  const units = loadRoster(config.REDRESS_ROSTER);
  const judgeOf = judges(
    loadReasoning({ rules: config.REDRESS_CLASSIFICATION, model: config.REDRESS_MODEL, presets: book }),
  );
  const people = await decidedByPeople(classifications);
  const states = await readPastCases(databaseUrl, { preset: after.id, since });
  const differences: CaseDifference[] = [];
  let [erased, decided, versionUnknown] = [0, 0, 0];
  for (const state of states) {
    const before = book.versionsOf(after.id).find(({ version }) => version === state.preset.version);
    if (before === undefined) {
      versionUnknown += 1;
      continue;
    }
    const answers = await readAnswers(classifications, state, { before, after }, judgeOf);
    const past = { state, openedUnder: state.preset, decidedByPeople: people.has(state.id), answers };
    erased += answers === null ? 1 : 0;
    decided += past.decidedByPeople ? 1 : 0;
    differences.push(compareCase(past, { before, after, units, now }));
  }
  return { preset: after, since, differences, erased, decidedByPeople: decided, versionUnknown };
}

/** One judge for each version; rules and model are the same for all. */
function judges({ book, families, model }: ReturnType<typeof loadReasoning>): JudgeOf {
  const known = new Map<Preset, Judge>();
  return (preset) => {
    const judge = known.get(preset) ?? { book, profile: profileOf(preset, families), model };
    known.set(preset, judge);
    return judge;
  };
}

function readCount(written: string): number {
  const count = Number(written);
  if (!Number.isInteger(count) || count < 0) {
    throw new InvalidArgumentError('write a whole number');
  }
  return count;
}
