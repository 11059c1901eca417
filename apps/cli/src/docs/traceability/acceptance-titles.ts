import type { SourceText } from './clause-register.js';

/** A test that accepts a clause. */
export interface AcceptanceTitle {
  readonly clause: string;
  readonly path: string;
  readonly title: string;
}

const clauseId = String.raw`[A-Z]{2}-[0-9T]+(?:\.[0-9]+)*`;
/** `it('… (PG-1)')`, also behind a table: clauses stand in brackets at the end, parted by commas. */
const named = new RegExp(
  String.raw`(?<quote>['"\x60])(?<title>[^\n]*?) \((?<clauses>${clauseId}(?:, ${clauseId})*)\)\k<quote>,\s*async`,
  'gu',
);
/** A row of a table of tests: `['PG-14.3', 'outside the service commitment', …]`. */
const row = new RegExp(String.raw`\[\s*'(?<clause>${clauseId})',\s*'(?<title>[^'\n]+)'`, 'gu');

/** What the acceptance tests say that they accept, by their titles. */
export function acceptanceTitles(files: readonly SourceText[]): readonly AcceptanceTitle[] {
  return files.flatMap(({ path, text }) => [
    ...[...text.matchAll(named)].flatMap(({ groups }) =>
      (groups?.['clauses'] ?? '')
        .split(', ')
        .map((clause) => ({ clause, path, title: plain(groups?.['title'] ?? '') })),
    ),
    ...[...text.matchAll(row)].map(({ groups }) => ({
      clause: groups?.['clause'] ?? '',
      path,
      title: plain(groups?.['title'] ?? ''),
    })),
  ]);
}

/** As a reader says it: without the places that a table fills, and without the escapes of the source. */
function plain(title: string): string {
  return title.replaceAll(/%[sdo]/gu, '…').replaceAll('\\', '');
}
