import type { Prediction } from './prediction.js';

export interface TagScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly texts: number;
}

/** What a set of answers is worth. Shares are 0..1, NaN where there was nothing to count. */
export interface SetScore {
  readonly texts: number;
  readonly byTag: Readonly<Record<string, TagScore>>;
  readonly macroF1: number;
  /** Of the major ones: called major or left to the desk. */
  readonly majorCaught: number;
  /** Of the answers without abstention. */
  readonly decidedRight: number;
  /** Left to the desk. */
  readonly abstained: number;
  /** Real complaints proposed as invalid. */
  readonly realProposedInvalid: number;
  /** Of those that are not invalid. */
  readonly category: number;
  readonly demandsF1: number;
  readonly urgentF1: number;
  readonly anonymousRight: number;
  /** Of major and invalid ones with a clause: the first named is among those given. */
  readonly clauseRight: number;
  readonly facts: Readonly<Record<string, number>>;
  /** Expected tag, then answered tag. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

function share(count: number, of: number): number {
  return of === 0 ? Number.NaN : count / of;
}

function f1(right: number, said: number, wanted: number): number {
  return said + wanted === 0 ? Number.NaN : (2 * right) / (said + wanted);
}

const factNames = ['orderNo', 'place', 'eventDate', 'phone'] as const;

/** Scores answers as issue 4 counts them. */
export function scoreSet(predictions: readonly Prediction[]): SetScore {
  const tags = [...new Set(predictions.map(({ text }) => text.expect.tag))].toSorted();
  const byTag = Object.fromEntries(tags.map((tag) => [tag, tagScore(predictions, tag)]));
  const majors = predictions.filter(({ text }) => text.expect.tag === 'major');
  const decided = predictions.filter(({ answer }) => !answer.abstained);
  const real = predictions.filter(({ text }) => text.expect.tag !== 'invalid');
  const withClause = predictions.filter(
    ({ text, answer }) => text.expect.clauses.length > 0 && text.expect.tag === answer.tag && answer.tag !== 'general',
  );
  const count = (list: readonly Prediction[], test: (one: Prediction) => boolean): number => list.filter(test).length;
  return {
    texts: predictions.length,
    byTag,
    macroF1: share(
      tags.reduce((sum, tag) => sum + (byTag[tag]?.f1 ?? 0), 0),
      tags.length,
    ),
    majorCaught: share(
      count(majors, ({ answer }) => answer.tag === 'major' || answer.abstained),
      majors.length,
    ),
    decidedRight: share(
      count(decided, ({ text, answer }) => text.expect.tag === answer.tag),
      decided.length,
    ),
    abstained: share(predictions.length - decided.length, predictions.length),
    realProposedInvalid: count(real, ({ answer }) => answer.tag === 'invalid' && !answer.abstained),
    category: share(
      count(real, ({ text, answer }) => text.expect.category === answer.category),
      real.length,
    ),
    demandsF1: demandsF1(predictions),
    urgentF1: f1(
      count(predictions, ({ text, answer }) => text.expect.urgent && answer.urgent),
      count(predictions, ({ answer }) => answer.urgent),
      count(predictions, ({ text }) => text.expect.urgent),
    ),
    anonymousRight: share(
      count(predictions, ({ text, answer }) => text.expect.anonymous === answer.anonymous),
      predictions.length,
    ),
    clauseRight: share(
      count(withClause, ({ text, answer }) => text.expect.clauses.includes(answer.clauses[0] ?? '')),
      withClause.length,
    ),
    facts: Object.fromEntries(
      factNames.map((name) => [
        name,
        share(
          count(predictions, (one) => (one.text.expect.facts[name] ?? null) === one.answer.facts[name]),
          predictions.length,
        ),
      ]),
    ),
    confusion: confusionOf(predictions),
  };
}

function tagScore(predictions: readonly Prediction[], tag: string): TagScore {
  const wanted = predictions.filter(({ text }) => text.expect.tag === tag);
  const said = predictions.filter(({ answer }) => answer.tag === tag);
  const right = said.filter(({ text }) => text.expect.tag === tag).length;
  return {
    precision: share(right, said.length),
    recall: share(right, wanted.length),
    f1: f1(right, said.length, wanted.length),
    texts: wanted.length,
  };
}

function demandsF1(predictions: readonly Prediction[]): number {
  let right = 0;
  let said = 0;
  let wanted = 0;
  for (const { text, answer } of predictions) {
    right += answer.demands.filter((demand) => text.expect.demands.includes(demand)).length;
    said += answer.demands.length;
    wanted += text.expect.demands.length;
  }
  return f1(right, said, wanted);
}

function confusionOf(predictions: readonly Prediction[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { text, answer } of predictions) {
    const row = (table[text.expect.tag] ??= {});
    row[answer.tag] = (row[answer.tag] ?? 0) + 1;
  }
  return table;
}
