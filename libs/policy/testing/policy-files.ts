import { readdirSync, readFileSync } from 'node:fs';
import { assemblePresets, type PolicyFiles } from '../load/assemble-presets.js';
import { PolicyInvalid } from '../load/policy-fault.js';
import type { NamedText } from '../load/read-calendars.js';
import type { Preset } from '../preset/preset.schema.js';

/** The policy files of the repository, as texts. */
export function policyFiles(): PolicyFiles {
  return {
    presets: yamlOf('config/presets'),
    calendars: yamlOf('config/calendars'),
    templates: yamlOf('config/templates'),
  };
}

function yamlOf(folder: string): NamedText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ file: name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
}

/** The same files with one preset more. */
export function withFile(files: PolicyFiles, file: string, text: string): PolicyFiles {
  return { ...files, presets: [...files.presets, { file, text }] };
}

/** The same files with something in one of them replaced; throws where it does not stand there. */
export function withChange(files: PolicyFiles, file: string, from: string, to: string): PolicyFiles {
  const change = (source: NamedText): NamedText => {
    if (!source.text.includes(from)) {
      throw new Error(`${file} does not say ${from}`);
    }
    return { file, text: source.text.replace(from, to) };
  };
  return { ...files, presets: files.presets.map((source) => (source.file === file ? change(source) : source)) };
}

/** One preset of them; throws PolicyInvalid where anything is wrong. */
export function presetOf(files: PolicyFiles, id: string): Preset {
  const { book, faults } = assemblePresets(files);
  if (faults.some((fault) => fault.severity === 'error')) {
    throw new PolicyInvalid(faults);
  }
  return book.get(id);
}
