import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { LexiconFile, SignalsFile } from '../lexicon/lexicon.schema.js';
import { Profile } from './profile.schema.js';
import { compileRuleBook, type RuleBook } from './rule-book.js';

/** Lexicon, signals and profiles, as they lie under config/classification. */
export interface Rules {
  readonly book: RuleBook;
  readonly profiles: ReadonlyMap<string, Profile>;
}

function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(lines.join('\n'));
  }
  return result.data;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** Reads and compiles all rule files; throws with file and place at the first that is wrong. */
export function loadRules(folder: string): Rules {
  const lexicon = readYaml(join(folder, 'lexicon.yaml'), LexiconFile);
  const signals = yamlFiles(join(folder, 'signals')).map((path) => readYaml(path, SignalsFile));
  const profiles = yamlFiles(join(folder, 'presets')).map((path) => readYaml(path, Profile));
  const book = compileRuleBook(lexicon, signals);
  const known = new Set(book.signals.map((signal) => signal.id));
  for (const profile of profiles) {
    for (const rule of profile.rules) {
      for (const { signal } of [...rule.any, ...rule.all, ...rule.unless]) {
        if (signal !== undefined && !known.has(signal)) {
          throw new Error(`${profile.preset}: rule ${rule.id} names the unknown signal ${signal}`);
        }
      }
    }
  }
  return { book, profiles: new Map(profiles.map((profile) => [profile.preset, profile])) };
}
