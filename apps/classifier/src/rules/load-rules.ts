import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { LexiconFile, SignalsFile } from '../lexicon/lexicon.schema.js';
import { wordClassesOf } from '../lexicon/word-classes.js';
import { WordClassesFile } from '../lexicon/word-classes.schema.js';
import { compileRuleBook, type RuleBook } from './rule-book.js';

function readYaml<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')));
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(lines.join('\n'));
  }
  return result.data;
}

/** Files of a rules folder in a fixed order; the model's origin is a digest of them. */
export function ruleFiles(folder: string): string[] {
  const signals = join(folder, 'signals');
  const names = readdirSync(signals).filter((name) => name.endsWith('.yaml'));
  return [
    join(folder, 'lexicon.yaml'),
    join(folder, 'word-classes.yaml'),
    ...names.toSorted().map((name) => join(signals, name)),
  ];
}

/** Reads and compiles lexicon, word classes and signals (config/classification); throws with file and place at what is wrong. */
export function loadRuleBook(folder: string): RuleBook {
  const [lexicon = '', classes = '', ...signals] = ruleFiles(folder);
  return compileRuleBook(
    readYaml(lexicon, LexiconFile),
    wordClassesOf(readYaml(classes, WordClassesFile)),
    signals.map((path) => readYaml(path, SignalsFile)),
  );
}
