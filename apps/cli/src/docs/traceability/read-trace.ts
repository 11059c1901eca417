import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { acceptanceTitles } from './acceptance-titles.js';
import { clauseRegister, type SourceText } from './clause-register.js';
import type { Trace } from './traceability-page.js';

const OpenClauses = z.array(z.strictObject({ id: z.string(), reason: z.string().min(1) }));

/** Reads presets, acceptance tests, the list of open clauses and the product's sources from the project's folder. */
export function readTrace(): Trace {
  const open = OpenClauses.parse(parse(readFileSync(join(projectFolder(), 'docs/open-clauses.yaml'), 'utf8')));
  return {
    clauses: clauseRegister(filesOf('config/presets/*.yaml'), filesOf('config/templates/*.yaml')),
    titles: acceptanceTitles(filesOf('test/acceptance/*.spec.ts')),
    open: new Map(open.map(({ id, reason }) => [id, reason])),
    sources: filesOf('{apps,libs}/**/*.ts').filter(({ path }) => !/\.spec\.ts$|\/testing\/|^apps\/cli\//u.test(path)),
  };
}

function filesOf(pattern: string): SourceText[] {
  const root = projectFolder();
  return globSync(pattern, { cwd: root })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
