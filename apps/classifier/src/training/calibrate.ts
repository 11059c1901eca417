import { sigmoid, softmax } from '../model/linear-head.js';
import type { Model } from '../model/model.js';
import { tagLabels } from './build-model.js';
import type { Unseen } from './cross-validate.js';

type Calibration = Pick<Model, 'temperatures' | 'firmRules' | 'demandThreshold' | 'urgentThreshold'>;

/** Fewest firings after which a rule may be called firm, and the least share of them that were right. */
const firm = { fired: 5, right: 0.92 } as const;

/** What is set by looking at texts that the model has not seen: temperatures, thresholds, which rules are firm. */
export function calibrate(unseen: readonly Unseen[]): Calibration {
  const families = [...new Set(unseen.map(({ example }) => example.profile.family))].toSorted();
  return {
    temperatures: Object.fromEntries(families.map((family) => [family, temperatureFor(unseen.filter(({ example }) => example.profile.family === family))])),
    firmRules: Object.fromEntries(families.map((family) => [family, firmRulesOf(unseen, family)])),
    demandThreshold: demandThresholdFor(unseen),
    urgentThreshold: urgentThresholdFor(unseen),
  };
}

/** Temperature with the least log loss on unseen texts, by trying a row of them. */
function temperatureFor(unseen: readonly Unseen[]): number {
  const tried = Array.from({ length: 46 }, (_, index) => 0.5 + index * 0.1);
  const loss = (temperature: number): number =>
    unseen.reduce((sum, { example, tag }) => {
      const allowed = tagLabels.map((label) => example.profile.tags.includes(label));
      const share = softmax(tag, allowed, temperature)[tagLabels.indexOf(example.text.expect.tag)] ?? 0;
      return sum - Math.log(Math.max(share, 1e-6));
    }, 0);
  return lowest(tried, loss);
}

function lowest(tried: readonly number[], loss: (value: number) => number): number {
  return tried.map((value): [number, number] => [value, loss(value)]).reduce((best, one) => (one[1] < best[1] ? one : best), [1, Number.POSITIVE_INFINITY])[0];
}

function firmRulesOf(unseen: readonly Unseen[], family: string): string[] {
  const counts = new Map<string, { fired: number; right: number }>();
  for (const { example } of unseen) {
    if (example.profile.family !== family) {
      continue;
    }
    for (const { id, tag } of example.fired) {
      const count = counts.get(id) ?? { fired: 0, right: 0 };
      counts.set(id, { fired: count.fired + 1, right: count.right + (example.text.expect.tag === tag ? 1 : 0) });
    }
  }
  return [...counts].filter(([, { fired, right }]) => fired >= firm.fired && right / fired >= firm.right).map(([id]) => id).toSorted();
}

const shares = Array.from({ length: 13 }, (_, index) => 0.2 + index * 0.05);

/** Share with the best micro-F1 of demands. */
function demandThresholdFor(unseen: readonly Unseen[]): number {
  const miss = (least: number): number => {
    let right = 0;
    let named = 0;
    let wanted = 0;
    for (const { example, demands, labels } of unseen) {
      const said = labels.demands.filter((_, index) => sigmoid(demands[index] ?? 0) >= least);
      right += said.filter((demand) => example.text.expect.demands.includes(demand)).length;
      named += said.length;
      wanted += example.text.expect.demands.length;
    }
    return 1 - (2 * right) / Math.max(1, named + wanted);
  };
  return lowest(shares, miss);
}

/** Share with the best F2 of urgency: a missed danger weighs more than a needless hurry. */
function urgentThresholdFor(unseen: readonly Unseen[]): number {
  const miss = (least: number): number => {
    let right = 0;
    let missed = 0;
    let needless = 0;
    for (const { example, urgent } of unseen) {
      const said = sigmoid(urgent) >= least;
      right += said && example.text.expect.urgent ? 1 : 0;
      missed += !said && example.text.expect.urgent ? 1 : 0;
      needless += said && !example.text.expect.urgent ? 1 : 0;
    }
    return 1 - (5 * right) / Math.max(1, 5 * right + 4 * missed + needless);
  };
  return lowest(shares, miss);
}
