import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFiles } from '../rules/load-rules.js';
import { excerptFiles, trainingFiles } from './read-lines.js';

/** Raised when features or training change: models of another version are trained anew. */
const codeVersion = 7;

/** File beside the training texts with what cross-validation set. */
export function calibrationFile(texts: string): string {
  return join(texts, 'calibration.json');
}

/** Digest of all that a model is made from: texts, rules, calibration, version of the code. */
export function modelOrigin(folders: { readonly texts: string; readonly rules: string }): string {
  const hash = createHash('sha256').update(`version ${String(codeVersion)}\n`);
  const files = [
    ...trainingFiles(folders.texts),
    ...excerptFiles(folders.texts),
    calibrationFile(folders.texts),
    ...ruleFiles(folders.rules),
  ];
  for (const file of files.filter((path) => existsSync(path))) {
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
