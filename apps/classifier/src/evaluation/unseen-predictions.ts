import { decideTag } from '../assessment/decide-tag.js';
import { sigmoid, softmax } from '../model/linear-head.js';
import type { Model } from '../model/model.js';
import type { TagRule } from '../rules/profile.js';
import { tagLabels } from '../training/build-model.js';
import type { Unseen } from '../training/cross-validate.js';
import type { Prediction } from './prediction.js';

type Calibration = Pick<Model, 'temperatures' | 'firmRules' | 'demandThreshold' | 'urgentThreshold'>;

/** Answers of models that have not seen the texts' scenarios, decided as the product decides. Facts are not among them. */
export function unseenPredictions(unseen: readonly Unseen[], calibration: Calibration): Prediction[] {
  return unseen.map(({ example, tag, category, demands, urgent, labels }): Prediction => {
    const { profile, text } = example;
    const allowed = tagLabels.map((label) => profile.tags.includes(label));
    const shares = softmax(tag, allowed, calibration.temperatures[profile.family] ?? 1);
    const byTag = Object.fromEntries(tagLabels.map((label, index) => [label, shares[index] ?? 0]));
    const fired = profile.rules.filter((rule) => example.fired.some(({ id }) => id === rule.id)).map((rule: TagRule) => ({ rule, finds: [] }));
    const decision = decideTag(profile, byTag, fired, new Set(calibration.firmRules[profile.family] ?? []));
    const own = labels.category.map((label, index): [string, number] => [label, category[index] ?? 0]).filter(([label]) => label.startsWith(`${profile.family}/`));
    const best = own.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    return {
      text,
      answer: {
        ...decision,
        category: best.slice(profile.family.length + 1),
        urgent: sigmoid(urgent) >= calibration.urgentThreshold,
        anonymous: false,
        demands: labels.demands.filter((_, index) => sigmoid(demands[index] ?? 0) >= calibration.demandThreshold),
        clauses: [],
        facts: { orderNo: null, place: null, eventDate: null, phone: null, sums: [] },
      },
    };
  });
}
