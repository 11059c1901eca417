import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { SourceText } from '../docs/traceability/clause-register.js';
import type { Entry } from './entry.js';

/** Matches a clause as a word of its own: PG-14 is not PG-14.1. */
export function clausePattern(clause: string): string {
  return String.raw`(?<![\w.-])${clause.replaceAll('.', String.raw`\.`)}(?!\.?\d)`;
}

/** Of what a result rests on: the entries as they are written, and the tests that name the clause. */
export function fingerprintOf(
  clause: string,
  entries: readonly Entry[],
  policy: readonly SourceText[],
  tests: readonly SourceText[],
): string {
  const trees = new Map(policy.map(({ path, text }) => [path, parse(text) as unknown]));
  const written = entries.map(({ file, path }) => [
    file,
    path,
    path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], trees.get(file)),
  ]);
  return digest(JSON.stringify([written, tests.flatMap(({ text }) => testsNaming(clause, text))]));
}

/** The parts of a test file, from one `it` to the next, in which the clause stands; of a table the tests made of it too. */
function testsNaming(clause: string, text: string): string[] {
  const parts = text.split(/^(?=\s*it(?:\.each)?[(<])/mu);
  const naming = new RegExp(clausePattern(clause), 'u');
  const row = new RegExp(String.raw`\[\s*'${clause.replaceAll('.', String.raw`\.`)}'`, 'u');
  return parts.filter((part, index) => naming.test(part) || row.test(parts[index - 1] ?? ''));
}

/** Of everything that the product is built from. */
export function codeOf(sources: readonly SourceText[]): string {
  return digest(sources.map(({ path, text }) => `${path}\n${text}`).join('\n'));
}

/** The first `count` of the clauses in an order that another state of the code changes. */
export function sampleOf(clauses: readonly string[], code: string, count: number): readonly string[] {
  return clauses
    .toSorted((a, b) => digest(`${code}${a}`).localeCompare(digest(`${code}${b}`)))
    .slice(0, count)
    .toSorted();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
