import { Option, type Command } from 'commander';
import type { BusinessClock } from '#libs/clock/business-clock.js';
import { SystemClock } from '#libs/clock/business-clock.js';
import { Fact, Tag } from '#libs/contracts/vocabulary.js';
import { deadlinesOf, type WatchedFacts } from '#libs/policy/deadline/deadlines-of.js';
import { explainDeadline } from '#libs/policy/deadline/explain-deadline.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { readInstant, readPair } from './read-instant.js';

interface Options {
  readonly preset: string;
  readonly presets?: string;
  readonly fact: readonly string[];
  readonly milestone: readonly string[];
  readonly tag: string;
  readonly category?: string;
  readonly unit: string;
  readonly urgent?: true;
  readonly mark: readonly string[];
  readonly pause: readonly string[];
  readonly agreed: readonly string[];
  readonly now?: string;
  readonly lang: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** `bin/redress explain deadline`: the arithmetic of limits for facts given on the command line; needs no server. */
export function defineExplainDeadline(command: Command, clock: BusinessClock = new SystemClock()): void {
  command
    .requiredOption(
      '--fact <fact=instant>',
      'what has happened, e.g. registered=2026-11-18T10:00; repeat it',
      collect,
      [],
    )
    .option('--preset <id>', 'id, or id@version', 'property-group')
    .option('--presets <folder>', 'folder of presets; default: as configured')
    .option('--milestone <key>', 'only these; repeat it', collect, [])
    .option('--tag <tag>', 'minor, general, major, invalid or none', 'general')
    .option('--category <key>', 'category of the case')
    .option('--unit <key>', 'unit of the case', '')
    .option('--urgent', 'the case is urgent')
    .option('--mark <mark>', 'a mark on the case; repeat it', collect, [])
    .option(
      '--pause <from..until>',
      'an interval in which the clocks stand still; without an end it still runs',
      collect,
      [],
    )
    .option('--agreed <milestone=instant>', 'a limit agreed for this case', collect, [])
    .option('--now <instant>', 'business time; default: now')
    .addOption(new Option('--lang <language>', 'language').choices(['zh', 'en', 'both']).default('both'))
    .action((options: Options) => {
      const [id = '', version] = options.preset.split('@');
      const { book } = loadPresets(options.presets ?? configuredPaths().presets);
      const preset = book.get(version === undefined ? id : { id, version });
      const now = options.now === undefined ? clock.now() : readInstant(options.now, preset.timeZone);
      process.stdout.write(`${explain(preset, options, now).join('\n')}\n`);
    });
}

/** What is printed. */
export function explain(preset: Preset, options: Options, now: Date): string[] {
  if (options.fact.length === 0) {
    throw new CommandRefused('say what has happened, e.g. --fact registered=2026-11-18T10:00');
  }
  if (options.category !== undefined && preset.categories[options.category] === undefined) {
    const known = Object.keys(preset.categories).join(', ');
    throw new CommandRefused(`${options.category} is not a category of ${preset.id}; there are ${known}`);
  }
  const about = readFacts(preset, options);
  const deadlines = deadlinesOf(preset, about, now);
  const wanted =
    options.milestone.length === 0
      ? deadlines
      : deadlines.filter((deadline) => options.milestone.includes(deadline.milestone));
  if (wanted.length === 0) {
    const running = deadlines.map((deadline) => deadline.milestone).join(', ');
    throw new CommandRefused(`no such limit runs on this case; those that do: ${running === '' ? 'none' : running}`);
  }
  return wanted.flatMap((deadline) => {
    const lines = explainDeadline(preset, deadline, about, now);
    switch (options.lang) {
      case 'zh':
        return [...lines.map((line) => line.zh), ''];
      case 'en':
        return [...lines.map((line) => line.en), ''];
      default:
        return [...lines.map((line) => line.zh), '', ...lines.map((line) => line.en), ''];
    }
  });
}

function readFacts({ timeZone }: Preset, options: Options): WatchedFacts {
  const facts = options.fact.map((text) => {
    const [name, instant] = readPair(text, 'fact; write registered=2026-11-18T10:00');
    const fact = Fact.safeParse(name);
    if (!fact.success) {
      throw new CommandRefused(`${name} is not a fact; there are ${Fact.options.join(', ')}`);
    }
    return { fact: fact.data, at: readInstant(instant, timeZone).toISOString() };
  });
  const tag = options.tag === 'none' ? null : Tag.safeParse(options.tag).data;
  if (tag === undefined) {
    throw new CommandRefused(`${options.tag} is not a tag; write ${Tag.options.join(', ')} or none`);
  }
  const pauses = options.pause.map((text) => {
    const [from = '', until = ''] = text.split('..');
    const end = until === '' ? null : readInstant(until, timeZone).toISOString();
    return { cause: 'waiting-for-customer' as const, from: readInstant(from, timeZone).toISOString(), until: end };
  });
  const agreedLimits = options.agreed.map((text) => {
    const [milestone, instant] = readPair(text, 'limit; write resolution=2026-11-27T18:00');
    return { milestone, dueAt: readInstant(instant, timeZone).toISOString() };
  });
  const closed = facts.some((record) => record.fact === 'closed');
  return {
    unit: options.unit,
    tag,
    category: options.category ?? null,
    urgent: options.urgent ?? false,
    stage: closed ? 'closed' : 'assigned',
    marks: options.mark,
    facts,
    pauses,
    agreedLimits,
  };
}
