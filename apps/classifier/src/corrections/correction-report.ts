import type { AssessmentRow } from '../store/assessment.entity.js';
import type { CorrectionRow } from '../store/correction.entity.js';
import { standingCorrections } from './standing-corrections.js';

export type AnsweredRow = Pick<
  AssessmentRow,
  'deliveryId' | 'tag' | 'abstained' | 'category' | 'rules' | 'decidedBy' | 'opinion'
>;
export type DecidedRow = Pick<
  CorrectionRow,
  | 'caseId'
  | 'caseVersion'
  | 'deliveryId'
  | 'decidedBy'
  | 'overrules'
  | 'tag'
  | 'tagBefore'
  | 'category'
  | 'categoryBefore'
>;

/** How often something was said, and how often people then said something else. */
export interface Corrected {
  readonly answered: number;
  readonly corrected: number;
}

/** What people made of the software's answers in a period. */
export interface CorrectionReport {
  /** Answers of the period. */
  readonly answered: number;
  readonly leftToDesk: number;
  /** Of those, where people have said what it is. */
  readonly decidedByPeople: number;
  /** People changed tag or category of an answer that the software had given. */
  readonly corrected: number;
  readonly tagCorrected: number;
  readonly categoryCorrected: number;
  /** What the software answered (`tag?`: left to the desk, best guess), then what people said. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly byRule: Readonly<Record<string, Corrected>>;
  /** Category that the software gave, with what people gave instead. */
  readonly byCategory: Readonly<Record<string, Corrected & { readonly instead: Readonly<Record<string, number>> }>>;
  readonly byDecider: Readonly<Record<string, Corrected>>;
  /** What came of asking for a second opinion. */
  readonly opinions: Readonly<Record<string, number>>;
}

/** Not rules: where the words of the model and of an opinion stand in the evidence. */
const pseudoRules = new Set(['model', 'opinion']);

interface Pair {
  readonly answer: AnsweredRow;
  readonly said: DecidedRow | null;
}

/** Counts answers against what people said of them; corrections that were taken back do not count. Pure. */
export function correctionReport(answers: readonly AnsweredRow[], decided: readonly DecidedRow[]): CorrectionReport {
  const saidOf = new Map(standingCorrections(decided).map((row) => [row.deliveryId, row]));
  const pairs = answers.map((answer): Pair => ({ answer, said: saidOf.get(answer.deliveryId) ?? null }));
  const count = (test: (pair: Pair) => boolean): number => pairs.filter(test).length;
  return {
    answered: pairs.length,
    leftToDesk: count(({ answer }) => answer.abstained),
    decidedByPeople: count(({ said }) => said !== null),
    corrected: count((pair) => tagCorrected(pair) || categoryCorrected(pair)),
    tagCorrected: count(tagCorrected),
    categoryCorrected: count(categoryCorrected),
    confusion: confusionOf(pairs),
    byRule: corrected(
      pairs,
      ({ answer }) => answer.rules.filter((rule) => !pseudoRules.has(rule)),
      (pair) => tagCorrected(pair),
    ),
    byCategory: categoriesOf(pairs),
    byDecider: corrected(pairs, ({ answer }) => [answer.decidedBy], tagCorrected),
    opinions: counted(pairs.flatMap(({ answer }) => (answer.opinion == null ? [] : [answer.opinion]))),
  };
}

/** The software gave a tag, and people another one. Where it left the tag to the desk there is nothing to correct. */
function tagCorrected({ answer, said }: Pair): boolean {
  return said !== null && !answer.abstained && said.tag !== null && said.tag !== answer.tag;
}

/** A complaint that is none has no category. */
function categoryCorrected({ answer, said }: Pair): boolean {
  return said !== null && said.tag !== 'invalid' && said.category !== null && said.category !== answer.category;
}

function confusionOf(pairs: readonly Pair[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { answer, said } of pairs) {
    if (said?.tag != null) {
      const row = (table[`${answer.tag}${answer.abstained ? '?' : ''}`] ??= {});
      row[said.tag] = (row[said.tag] ?? 0) + 1;
    }
  }
  return table;
}

function corrected(
  pairs: readonly Pair[],
  keysOf: (pair: Pair) => readonly string[],
  isCorrected: (pair: Pair) => boolean,
): Record<string, Corrected> {
  const table: Record<string, { answered: number; corrected: number }> = {};
  for (const pair of pairs) {
    for (const key of keysOf(pair)) {
      const entry = (table[key] ??= { answered: 0, corrected: 0 });
      entry.answered += 1;
      entry.corrected += isCorrected(pair) ? 1 : 0;
    }
  }
  return table;
}

function categoriesOf(pairs: readonly Pair[]): CorrectionReport['byCategory'] {
  const sums = corrected(pairs, ({ answer }) => [answer.category], categoryCorrected);
  return Object.fromEntries(
    Object.entries(sums).map(([category, sum]) => {
      const wrong = pairs.filter((pair) => pair.answer.category === category && categoryCorrected(pair));
      return [category, { ...sum, instead: counted(wrong.map(({ said }) => said?.category ?? '')) }];
    }),
  );
}

function counted(words: readonly string[]): Record<string, number> {
  const table: Record<string, number> = {};
  for (const word of words) {
    table[word] = (table[word] ?? 0) + 1;
  }
  return table;
}
