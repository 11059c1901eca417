import { decideTag } from '../assessment/decide-tag.js';
import { demandShares, likeliestCategory, urgentShare } from '../model/answers.js';
import { sigmoid, softmax } from '../model/linear-head.js';
import type { Calibration } from '../model/model.js';
import { tagLabels } from '../training/tagged.js';
import type { Unseen } from '../training/cross-validate.js';
import type { Prediction } from './prediction.js';

function likeliest(labels: readonly string[], raw: Float64Array, family: string): string | null {
  const own = labels
    .map((label, index): [string, number] => [label, raw[index] ?? 0])
    .filter(([label]) => label.startsWith(`${family}/`));
  const best = own.toSorted((a, b) => b[1] - a[1])[0]?.[0];
  return best === undefined ? null : best.slice(family.length + 1);
}

/** Answers of models that have not seen the texts' scenarios, decided as the product decides. Facts are not among them. */
export function unseenPredictions(unseen: readonly Unseen[], calibration: Calibration): Prediction[] {
  return unseen.map(({ example, answers, labels }): Prediction => {
    const { raw } = answers;
    const demands = demandShares(answers);
    const { profile, text } = example;
    const allowed = tagLabels.map((label) => profile.tags.includes(label));
    const shares = softmax(raw.tag, allowed, calibration.temperatures[profile.family] ?? 1);
    const byTag = Object.fromEntries(tagLabels.map((label, index) => [label, shares[index] ?? 0]));
    const fired = profile.rules
      .filter((rule) => example.fired.some(({ id }) => id === rule.id))
      .map((rule) => ({ rule, finds: [] }));
    const clause = likeliest(labels.clause, raw.clause, profile.family);
    return {
      text,
      answer: {
        ...decideTag(profile, byTag, fired),
        category: likeliestCategory(answers, labels.category, profile.categories) ?? '',
        urgent: urgentShare(answers) >= calibration.urgentThreshold,
        anonymous: sigmoid(raw.anonymous[0] ?? 0) >= calibration.anonymousThreshold,
        demands: labels.demands.filter(
          (demand, index) => (demands[index] ?? 0) >= (calibration.demandThresholds[demand] ?? 0.5),
        ),
        clauses: clause === null ? [] : [clause],
        facts: { orderNo: null, place: null, eventDate: null, phone: null, sums: [] },
      },
    };
  });
}
