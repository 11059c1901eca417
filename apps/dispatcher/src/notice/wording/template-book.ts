import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { Key } from '#libs/policy/preset/entry.schema.js';
import { Template } from '#libs/policy/preset/notice.schema.js';

const files = ['complainant.yaml', 'staff.yaml'] as const;

const TemplateFile = z.record(Key, Template);

/** The shared set of templates, by key: what a preset does not say itself is said in these words. */
export type TemplateSet = Readonly<Record<string, Template>>;

/** Reads the shared set from the template folder. Throws ConfigurationFault, one line a fault. */
export async function loadTemplates(folder: string): Promise<TemplateSet> {
  const sets: TemplateSet[] = [];
  for (const file of files) {
    const path = join(folder, file);
    const parsed = TemplateFile.safeParse(parse(await readFile(path, 'utf8')));
    if (!parsed.success) {
      throw new ConfigurationFault(parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`));
    }
    sets.push(parsed.data);
  }
  return Object.assign({}, ...sets) as TemplateSet;
}
