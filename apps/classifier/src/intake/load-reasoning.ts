import { existsSync, readFileSync } from 'node:fs';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import { familiesOf } from '../model/families-of.js';
import { readModel } from '../model/model-file.js';
import { loadRuleBook } from '../rules/load-rules.js';
import { Reasoning } from './reasoning.js';

/** Reads rules and model from their files. A missing model is allowed: the rules decide alone then. */
export function loadReasoning(files: {
  readonly rules: string;
  readonly model: string;
  readonly presets: PresetBook;
}): Reasoning {
  const model = existsSync(files.model) ? readModel(readFileSync(files.model)) : null;
  return new Reasoning(loadRuleBook(files.rules), familiesOf(model, files.presets), model);
}
