import type { Prediction } from './prediction.js';
import { scoreSet, type SetScore } from './score-set.js';

function percent(value: number): string {
  return Number.isNaN(value) ? '   – ' : (value * 100).toFixed(1).padStart(5);
}

function scoreLines(name: string, score: SetScore): string[] {
  const tags = Object.entries(score.byTag).map(
    ([tag, { f1, texts }]) => `${tag} ${percent(f1).trim()} (${String(texts)})`,
  );
  return [
    `${name}: ${String(score.texts)} texts`,
    `  macro-F1 ${percent(score.macroF1)}   F1 ${tags.join(', ')}`,
    `  major called major or left to the desk ${percent(score.majorCaught)}   right of decided ${percent(score.decidedRight)}   left to the desk ${percent(score.abstained)}   real proposed invalid ${String(score.realProposedInvalid)}`,
    `  category ${percent(score.category)}   demands micro-F1 ${percent(score.demandsF1)}   urgent F1 ${percent(score.urgentF1)}   anonymous ${percent(score.anonymousRight)}   first clause ${percent(score.clauseRight)}`,
    `  facts: ${Object.entries(score.facts)
      .map(([fact, right]) => `${fact} ${percent(right).trim()}`)
      .join(', ')}`,
  ];
}

function confusionLines(score: SetScore): string[] {
  const tags = [
    ...new Set(Object.entries(score.confusion).flatMap(([tag, row]) => [tag, ...Object.keys(row)])),
  ].toSorted();
  return [
    `  expected \\ answered ${tags.map((tag) => tag.padStart(8)).join('')}`,
    ...tags.map(
      (tag) =>
        `  ${tag.padEnd(19)}${tags.map((other) => String(score.confusion[tag]?.[other] ?? 0).padStart(8)).join('')}`,
    ),
  ];
}

/** Worst first: a real complaint proposed as invalid, a major one missed, then the most confident errors. */
export function worstErrors(predictions: readonly Prediction[], most: number): Prediction[] {
  const badness = ({ text, answer }: Prediction): number => {
    const missedMajor = text.expect.tag === 'major' && answer.tag !== 'major' && !answer.abstained;
    const falseInvalid = text.expect.tag !== 'invalid' && answer.tag === 'invalid' && !answer.abstained;
    return (falseInvalid ? 4 : 0) + (missedMajor ? 2 : 0) + (answer.abstained ? 0 : 1) + answer.confidence;
  };
  return predictions
    .filter(({ text, answer }) => text.expect.tag !== answer.tag)
    .toSorted((a, b) => badness(b) - badness(a))
    .slice(0, most);
}

/** The report on a set, as lines of text. */
export function reportLines(predictions: readonly Prediction[], options: { readonly errors: number }): string[] {
  const presets = [...new Set(predictions.map(({ text }) => text.preset))].toSorted();
  const lines = presets.flatMap((preset) => [
    ...scoreLines(preset, scoreSet(predictions.filter(({ text }) => text.preset === preset))),
    '',
  ]);
  const all = scoreSet(predictions);
  lines.push(...scoreLines('all', all), ...confusionLines(all));
  const worst = worstErrors(predictions, options.errors);
  if (worst.length > 0) {
    lines.push('', 'worst errors');
  }
  for (const { text, answer } of worst) {
    lines.push(
      `  ${text.id}: expected ${text.expect.tag}, answered ${answer.tag} at ${answer.confidence.toFixed(2)} (${answer.decidedBy})${text.expect.reason === undefined ? '' : `; ${text.expect.reason}`}`,
    );
  }
  return lines;
}
