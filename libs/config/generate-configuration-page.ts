import { z } from 'zod';
import { settingDocs } from './setting.js';

/** One section of the page: a title, a sentence, and the keys. */
export interface ConfigurationSection {
  readonly title: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

/**
 * The page docs/generated/configuration.md as text. Throws when a key has no documentation.
 * Pure: the caller writes or compares the file.
 */
export function generateConfigurationPage(sections: readonly ConfigurationSection[]): string {
  const seen = new Set<string>();
  const parts = sections.map(({ title, shape }) => {
    const keys = Object.entries(shape).filter(([key]) => !seen.has(key));
    keys.forEach(([key]) => seen.add(key));
    return keys.length === 0
      ? ''
      : [`## ${title}`, '', ...keys.map(([key, schema]) => describeKey(key, schema))].join('\n');
  });
  return [intro, ...parts.filter((part) => part !== '')].join('\n');
}

const intro = `# Configuration

Generated from the schemas; do not edit. Every key is an environment variable. Each may instead be given as KEY_FILE,
the path of a file that holds the value; that is the way for secrets. An empty value counts as absent.
All faults are reported at once when a process starts, one line each, and the process ends.
`;

function describeKey(key: string, schema: z.ZodType): string {
  const docs = settingDocs.get(schema);
  if (docs === undefined) {
    throw new Error(`${key} has no documentation; wrap its schema in setting()`);
  }
  return [
    `### ${key}`,
    '',
    docs.meaning,
    '',
    `- Unit: ${docs.unit}`,
    `- Default: ${defaultOf(schema)}`,
    `- Consequence: ${docs.consequence}`,
    ...(docs.secret === true ? [`- Secret: give it as ${key}_FILE`] : []),
    '',
  ].join('\n');
}

function defaultOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodDefault) {
    const value = schema.def.defaultValue;
    return Array.isArray(value)
      ? `\`${value.join(',')}\``
      : `\`${typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)}\``;
  }
  return schema instanceof z.ZodOptional ? 'none' : 'none, must be set';
}
