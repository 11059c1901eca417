import { demandShares, urgentShare, type Answers } from '../model/answers.js';
import { sigmoid, softmax } from '../model/linear-head.js';
import type { Calibration } from '../model/model.js';
import { tagLabels } from './tagged.js';
import type { Unseen } from './cross-validate.js';

/** Fewest firings after which a rule may be called firm, and the least share of them that were right. */
const firm = { fired: 8, right: 0.93 } as const;

/** Sets temperatures, thresholds and which rules are firm by texts that the model has not seen. */
export function calibrate(unseen: readonly Unseen[]): Calibration {
  const families = [...new Set(unseen.map(({ example }) => example.profile.family))].toSorted();
  const of = (family: string): Unseen[] => unseen.filter(({ example }) => example.profile.family === family);
  const demands = [...new Set(unseen.flatMap(({ labels }) => labels.demands))].toSorted();
  return {
    temperatures: Object.fromEntries(families.map((family) => [family, temperatureFor(of(family))])),
    firmRules: Object.fromEntries(families.map((family) => [family, firmRulesOf(of(family))])),
    demandThresholds: Object.fromEntries(
      demands.map((demand) => [
        demand,
        thresholdFor(unseen, 'demands', demand, ({ text }) => text.expect.demands.includes(demand), 1),
      ]),
    ),
    // A missed danger weighs more than a needless hurry.
    urgentThreshold: thresholdFor(unseen, 'urgent', 'urgent', ({ text }) => text.expect.urgent, 1.5),
    anonymousThreshold: thresholdFor(unseen, 'anonymous', 'anonymous', ({ text }) => text.expect.anonymous, 1),
  };
}

/** Temperature with the least log loss on unseen texts, by trying a row of them. */
function temperatureFor(unseen: readonly Unseen[]): number {
  const tried = Array.from({ length: 46 }, (_, index) => (5 + index) / 10);
  const loss = (temperature: number): number =>
    unseen.reduce((sum, { example, answers: { raw } }) => {
      const allowed = tagLabels.map((label) => example.profile.tags.includes(label));
      const share = softmax(raw.tag, allowed, temperature)[tagLabels.indexOf(example.text.expect.tag)] ?? 0;
      return sum - Math.log(Math.max(share, 1e-6));
    }, 0);
  return lowest(tried, loss);
}

function lowest(tried: readonly number[], loss: (value: number) => number): number {
  return tried
    .map((value): [number, number] => [value, loss(value)])
    .reduce((best, one) => (one[1] < best[1] ? one : best), [1, Number.POSITIVE_INFINITY])[0];
}

function firmRulesOf(unseen: readonly Unseen[]): string[] {
  const counts = new Map<string, { fired: number; right: number }>();
  for (const { example } of unseen) {
    for (const { id, tag } of example.fired) {
      const count = counts.get(id) ?? { fired: 0, right: 0 };
      counts.set(id, { fired: count.fired + 1, right: count.right + (example.text.expect.tag === tag ? 1 : 0) });
    }
  }
  return [...counts]
    .filter(([, { fired, right }]) => fired >= firm.fired && right / fired >= firm.right)
    .map(([id]) => id)
    .toSorted();
}

const shares = Array.from({ length: 15 }, (_, index) => (2 + index) / 20);

function sharesOf(head: 'demands' | 'urgent' | 'anonymous', answers: Answers): Float64Array {
  switch (head) {
    case 'demands':
      return demandShares(answers);
    case 'urgent':
      return Float64Array.of(urgentShare(answers));
    case 'anonymous':
      return answers.raw.anonymous.map(sigmoid);
    default:
      return head satisfies never;
  }
}

/** Share with the best F-beta of one label of a sigmoid head. */
function thresholdFor(
  unseen: readonly Unseen[],
  head: 'demands' | 'urgent' | 'anonymous',
  label: string,
  holds: (example: Unseen['example']) => boolean,
  beta: number,
): number {
  const rated = unseen.map(({ example, answers, labels }) => ({
    share: sharesOf(head, answers)[labels[head].indexOf(label)] ?? 0,
    holds: holds(example),
  }));
  const miss = (least: number): number => {
    const right = rated.filter((one) => one.share >= least && one.holds).length;
    const missed = rated.filter((one) => one.share < least && one.holds).length;
    const needless = rated.filter((one) => one.share >= least && !one.holds).length;
    const square = beta * beta;
    return 1 - ((1 + square) * right) / Math.max(1, (1 + square) * right + square * missed + needless);
  };
  return lowest(shares, miss);
}
