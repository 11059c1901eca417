import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { acceptanceTitles } from './acceptance-titles.js';
import { entryDuties } from '../../entries/entry-duties.js';
import { EntryResults, resultsPath } from '../../entries/entry-results.schema.js';
import { clauseRegister, type SourceText } from './clause-register.js';
import type { Trace } from './traceability-page.js';

const OpenClauses = z.array(z.strictObject({ id: z.string(), reason: z.string().min(1) }));

/** Reads presets, acceptance tests, the list of open clauses and the product's sources from the project's folder. */
export function readTrace(): Trace {
  const open = OpenClauses.parse(parse(readFileSync(join(projectFolder(), 'docs/open-clauses.yaml'), 'utf8')));
  const tests = filesOf('test/acceptance/*.spec.ts');
  const titles = acceptanceTitles(tests);
  return {
    clauses: clauseRegister(filesOf('config/presets/*.yaml'), filesOf('config/templates/*.yaml')),
    titles,
    open: new Map(open.map(({ id, reason }) => [id, reason])),
    sources: filesOf('{apps,libs}/**/*.ts').filter(({ path }) => !/\.spec\.ts$|\/testing\/|^apps\/cli\//u.test(path)),
    duties: entryDuties(filesOf('config/{presets,templates}/*.yaml'), titles, tests),
    results: EntryResults.parse(JSON.parse(readFileSync(join(projectFolder(), resultsPath), 'utf8'))),
  };
}

/** The policy files that the acceptance tests run on: what is shipped, and what a company adds there. */
export function readPolicy(): readonly SourceText[] {
  return [
    ...filesOf('config/{presets,templates}/*.yaml'),
    ...filesOf('config/calendars/*.yaml').filter(({ path }) => !path.endsWith('/china.yaml')),
    ...filesOf('test/acceptance/config/calendars/*.yaml'),
  ];
}

function filesOf(pattern: string): SourceText[] {
  const root = projectFolder();
  return globSync(pattern, { cwd: root })
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
