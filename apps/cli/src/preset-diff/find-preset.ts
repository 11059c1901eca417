import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { assemblePresets, type PolicyFiles } from '#libs/policy/load/assemble-presets.js';
import { readPolicyFiles } from '#libs/policy/load/load-presets.js';
import { parseSource } from '#libs/policy/load/parse-source.js';
import { PolicyFile } from '#libs/policy/load/policy-file.schema.js';
import { PolicyInvalid } from '#libs/policy/load/policy-fault.js';
import { plainOf } from '#libs/policy/load/source-node.js';
import type { NamedText } from '#libs/policy/load/read-calendars.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';

/** A preset with the book of all that are installed beside it. */
export interface FoundPreset {
  readonly preset: Preset;
  readonly book: PresetBook;
}

/**
 * A preset of the folder by `id` (the newest) or `id@version`, or one that lies in a file of its own and is read as if it
 * lay in the folder, in place of the same version there. Throws PolicyInvalid with one line a fault, CommandRefused.
 */
export function findPreset(reference: string, folder: string): FoundPreset {
  const files = readPolicyFiles(folder);
  if (!/\.ya?ml$/u.test(reference)) {
    const book = bookOf(files);
    const [id = '', version] = reference.split('@');
    return { preset: book.get(version === undefined ? id : { id, version }), book };
  }
  if (!existsSync(reference)) {
    throw new CommandRefused(`there is no file ${reference}; give a file, an id, or id@version`);
  }
  const candidate = { file: reference, text: readFileSync(reference, 'utf8') };
  const head = headOf(candidate);
  if (head === null) {
    bookOf({ ...files, presets: [candidate] });
    throw new CommandRefused(`${reference} cannot be read as a preset`);
  }
  if (head.kind !== 'preset') {
    throw new CommandRefused(`${reference} is an overlay; name a preset that lays it over another`);
  }
  const others = files.presets.filter((other) => {
    const known = resolve(other.file) === resolve(reference) ? head : headOf(other);
    return known?.id !== head.id || known.version !== head.version;
  });
  const book = bookOf({ ...files, presets: [...others, candidate] });
  return { preset: book.get({ id: head.id, version: head.version }), book };
}

function bookOf(files: PolicyFiles): PresetBook {
  const { book, faults } = assemblePresets(files);
  if (faults.some(({ severity }) => severity === 'error')) {
    throw new PolicyInvalid(faults);
  }
  return book;
}

function headOf({ file, text }: NamedText): PolicyFile | null {
  const parsed = parseSource(file, text);
  if (parsed.kind === 'broken') {
    return null;
  }
  const read = PolicyFile.safeParse(plainOf(parsed.root));
  return read.success ? read.data : null;
}
