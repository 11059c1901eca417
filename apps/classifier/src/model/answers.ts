import type { FeatureGroups } from './feature-groups.js';
import { lookUpGroups, viewOf } from './feature-groups.js';
import type { FeatureVector } from './feature-vector.js';
import { scores, sigmoid, softmax } from './linear-head.js';
import { headNames, type HeadName, type Learnt, type PassageHeadName } from './model.js';
import { anyOf, bestOf, passageScores } from './passage-head.js';
import { lookUp } from './vocabulary.js';

export interface TextFeatures {
  readonly features: FeatureGroups;
  readonly passages: readonly FeatureVector[];
}

/** What all heads say of one text, by the labels of the head. */
export interface Answers {
  /** Scores. */
  readonly raw: Readonly<Record<HeadName, Float64Array>>;
  /** category: scores of the passages that fit best; demands and urgent: shares that any passage says it. */
  readonly passages: Readonly<Record<PassageHeadName, Float64Array>>;
}

export function ask({ vocabulary, heads, passages }: Learnt, text: TextFeatures): Answers {
  const groups = lookUpGroups(vocabulary, text.features);
  const rows = text.passages.map((passage) => lookUp(passages.vocabulary, passage));
  const { category, demands, urgent } = passages.heads;
  return {
    raw: Object.fromEntries(
      headNames.map((name) => [name, scores(heads[name], viewOf(groups, name))]),
    ) as Answers['raw'],
    passages: {
      category: bestOf(passageScores(category, rows), category.labels.length),
      demands: anyOf(passageScores(demands, rows), demands.labels.length),
      urgent: anyOf(passageScores(urgent, rows), urgent.labels.length),
    },
  };
}

/** How much the passages have to say beside the whole text. Tuned by cross-validation. */
const passageShare = { category: 0.4, demands: 0.5, urgent: 0.5 } as const;

/** The likeliest of the allowed categories; null where the model knows none of them. */
export function likeliestCategory(
  { raw, passages }: Answers,
  labels: readonly string[],
  among: readonly string[],
): string | null {
  const allowed = labels.map((label) => among.includes(label));
  if (!allowed.includes(true)) {
    return null;
  }
  const byText = softmax(raw.category, allowed);
  const byPassage = softmax(passages.category, allowed);
  const mixed = labels.map((_, at) => mix(byText[at], byPassage[at], passageShare.category));
  return labels[mixed.indexOf(Math.max(...mixed))] ?? null;
}

/** Shares of the demands, by label. */
export function demandShares({ raw, passages }: Answers): Float64Array {
  return raw.demands.map((score, at) => mix(sigmoid(score), passages.demands[at], passageShare.demands));
}

/** Share that the matter is urgent. */
export function urgentShare({ raw, passages }: Answers): number {
  return mix(sigmoid(raw.urgent[0] ?? 0), passages.urgent[0], passageShare.urgent);
}

function mix(byText = 0, byPassage = 0, share = 0): number {
  return (1 - share) * byText + share * byPassage;
}
