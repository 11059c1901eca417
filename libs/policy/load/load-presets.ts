import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PresetBook } from '../preset/preset-book.js';
import { assemblePresets, type AssembleOptions, type PolicyFiles } from './assemble-presets.js';
import { PolicyInvalid, type PolicyFault } from './policy-fault.js';
import type { NamedText } from './read-calendars.js';

export interface LoadedPresets {
  readonly book: PresetBook;
  readonly warnings: readonly PolicyFault[];
}

/**
 * Loads every preset of a folder (`config/presets`), with the folders `calendars` and `templates` beside it. Throws
 * PolicyInvalid with one line a fault: `file:line: message (clause)`.
 */
export function loadPresets(folder: string): LoadedPresets {
  const { book, faults } = readPresets(folder, { everyOverlay: false });
  if (faults.some((fault) => fault.severity === 'error')) {
    throw new PolicyInvalid(faults);
  }
  return { book, warnings: faults };
}

/** As loadPresets, but hands the faults over instead of throwing; for `preset check`. */
export function readPresets(
  folder: string,
  options: AssembleOptions,
): { book: PresetBook; faults: readonly PolicyFault[] } {
  return assemblePresets(readPolicyFiles(folder), options);
}

/** The texts of a folder of presets, and of the folders beside it. Throws PolicyInvalid for a folder without any. */
export function readPolicyFiles(folder: string): PolicyFiles {
  const presets = yamlFiles(folder);
  if (presets.length === 0) {
    const at = { file: folder, line: 0 };
    throw new PolicyInvalid([{ severity: 'error', at, path: '', message: 'holds no preset (*.yaml)', clause: null }]);
  }
  const beside = (name: string): NamedText[] => yamlFiles(join(dirname(folder), name));
  return { presets, calendars: beside('calendars'), templates: beside('templates') };
}

function yamlFiles(folder: string): NamedText[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/u.test(name))
    .toSorted()
    .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}
