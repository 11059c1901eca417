import { entryFaults, type EntryDuty } from '../../entries/entry-duties.js';
import type { EntryResult } from '../../entries/entry-results.schema.js';
import type { AcceptanceTitle } from './acceptance-titles.js';
import type { Clause, SourceText } from './clause-register.js';

/** All that the page is made from. */
export interface Trace {
  readonly clauses: readonly Clause[];
  readonly titles: readonly AcceptanceTitle[];
  /** Clauses that are not accepted yet, each with its reason. */
  readonly open: ReadonlyMap<string, string>;
  /** Sources of the product, tests left out. */
  readonly sources: readonly SourceText[];
  /** Clauses that are entries and have a test. */
  readonly duties: readonly EntryDuty[];
  /** What came of taking their entries away. */
  readonly results: readonly EntryResult[];
}

/** What stands against the register: a clause neither tested nor open, one that is both, one that nobody knows. */
export function traceFaults({ clauses, titles, open, duties, results }: Trace): readonly string[] {
  const tested = new Set(titles.map(({ clause }) => clause));
  const known = new Set(clauses.map(({ id }) => id));
  return [
    ...clauses.flatMap(({ id, kind }) => {
      if (tested.has(id) && open.has(id)) {
        return [`${id} is tested and on the list of open clauses; take it off the list`];
      }
      if (kind !== 'system') {
        return open.has(id) ? [`${id} is no duty of the system; take it off the list`] : [];
      }
      return tested.has(id) || open.has(id) ? [] : [`${id} is neither tested nor on the list of open clauses`];
    }),
    ...[...tested].filter((id) => !known.has(id)).map((id) => `${id} is tested, but no preset has such a clause`),
    ...[...open.keys()].filter((id) => !known.has(id)).map((id) => `${id} is on the list, but no preset has it`),
    ...entryFaults(duties, results),
  ];
}

/** The page docs/generated/traceability.md as text. */
export function traceabilityPage(trace: Trace): string {
  const tested = trace.clauses.filter(({ id }) => trace.titles.some(({ clause }) => clause === id)).length;
  const duties = trace.clauses.filter(({ kind }) => kind === 'system').length;
  return [
    '# Traceability',
    '',
    'Generated from the clauses of config/presets, the titles of test/acceptance and docs/open-clauses.yaml; do not edit.',
    'A clause is carried by entries of a preset, by modules of the product, or by both; its test starts at an arriving',
    'delivery and ends at a notice, a limit or a refusal. "Red without it" is what `bin/redress test --entries` found: the',
    "test fails once the clause's entries are taken out of the presets (docs/adr/0015-red-without-its-entry.md).",
    '',
    `${String(trace.clauses.length)} clauses, ${String(duties)} of them duties of the system: ${String(tested)} tested, ${String(trace.open.size)} open.`,
    `${String(trace.duties.length)} of the tested ones are entries: ${String(redOnes(trace))} turn red without them.`,
    '',
    '| clause | duty | carried by | state | red without it |',
    '| --- | --- | --- | --- | --- |',
    ...trace.clauses.map((clause) => line(clause, trace)),
    '',
  ].join('\n');
}

function line(clause: Clause, trace: Trace): string {
  const { id, source, duty } = clause;
  return `| ${[`${id} (${source})`, duty, carriers(clause, trace.sources), stateOf(clause, trace), withoutIt(clause, trace)].map(cell).join(' | ')} |`;
}

const shown = 4;

/** The entries of the presets; where there is none, the modules that name the clause in their own words. */
function carriers({ id, entries }: Clause, sources: readonly SourceText[]): string {
  if (entries.length > 0) {
    return listed(entries);
  }
  const citing = new RegExp(`${id.replaceAll('.', String.raw`\.`)}(?![\\d.]*\\d)`, 'u');
  return listed(sources.filter(({ text }) => citing.test(text)).map(({ path }) => path));
}

function listed(names: readonly string[]): string {
  const rest = names.length - shown;
  const first = names.slice(0, shown).map((name) => `\`${name}\``);
  return [...first, ...(rest > 0 ? [`and ${String(rest)} more`] : [])].join('<br>');
}

function stateOf({ id, kind }: Clause, { titles, open }: Trace): string {
  const tests = titles.filter(({ clause }) => clause === id);
  if (tests.length > 0) {
    return `tested<br>${tests.map(({ path, title }) => `${path.replace(/^.*\//u, '')}: ${title}`).join('<br>')}`;
  }
  switch (kind) {
    case 'people':
      return 'for people: no software can do it';
    case 'context':
      return 'context: no duty of its own';
    case 'system':
      return `open: ${open.get(id) ?? 'not on the list'}`;
  }
  return kind satisfies never;
}

function redOnes({ duties, results }: Trace): number {
  return duties.filter((duty) => entryFaults([duty], results).length === 0).length;
}

function withoutIt({ id }: Clause, { duties, results }: Trace): string {
  const duty = duties.find(({ clause }) => clause === id);
  if (duty === undefined) {
    return '';
  }
  const result = results.find(({ clause }) => clause === id);
  const [fault] = entryFaults([duty], results);
  if (result === undefined || fault !== undefined) {
    return `no: ${fault ?? 'never tested'}`;
  }
  return result.verdict === 'refused'
    ? `refused without it: ${result.because}`
    : `yes, without ${listed(result.taken)}`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
