import type { LinearHead } from '../model/linear-head.js';
import type { Model } from '../model/model.js';
import type { Example } from './examples.js';
import { trainHead, type HeadExample, type HeadOptions } from './train-head.js';

export const tagLabels = ['minor', 'general', 'major', 'invalid'] as const;

/** Settings of the heads; chosen by cross-validation, see docs/adr/0005-classification.md. */
const settings = {
  tag: { epochs: 25, rate: 0.12, decay: 4e-5 },
  category: { epochs: 25, rate: 0.12, decay: 4e-5 },
  clause: { epochs: 20, rate: 0.12, decay: 4e-5 },
  demands: { epochs: 25, rate: 0.12, decay: 4e-5 },
  urgent: { epochs: 20, rate: 0.1, decay: 1e-4 },
} as const;

type Heads = Model['heads'];

function train(examples: readonly HeadExample[], labels: readonly string[], multiple: boolean, name: keyof typeof settings): LinearHead {
  const options: HeadOptions = { labels, multiple, seed: 20_261_121, ...settings[name] };
  return trainHead(examples, options);
}

function labelsOf(examples: readonly Example[], labels: (example: Example) => readonly string[]): string[] {
  return [...new Set(examples.flatMap(labels))].toSorted();
}

/** Labels of one preset in a head whose labels read `preset/label`. */
function ofPreset(labels: readonly string[], preset: string): boolean[] {
  return labels.map((label) => label.startsWith(`${preset}/`));
}

/** Trains all heads. The same examples in the same order give the same weights. */
export function trainHeads(examples: readonly Example[]): Heads {
  const targetsIn = (labels: readonly string[], wanted: readonly string[]): number[] =>
    wanted.map((label) => labels.indexOf(label)).filter((index) => index >= 0);

  const tag = train(
    examples.map(({ text, profile, vector }) => ({
      vector,
      targets: targetsIn(tagLabels, [text.expect.tag]),
      allowed: tagLabels.map((label) => profile.tags.includes(label)),
      weight: 1,
    })),
    tagLabels,
    false,
    'tag',
  );

  const real = examples.filter(({ text }) => text.expect.tag !== 'invalid');
  const categoryOf = ({ text, profile }: Example): string => `${profile.family}/${text.expect.category}`;
  const categories = labelsOf(examples, ({ profile }) => profile.categories.map((category) => `${profile.family}/${category}`));
  const category = train(
    real.map((example) => ({
      vector: example.shared,
      targets: targetsIn(categories, [categoryOf(example)]),
      allowed: ofPreset(categories, example.profile.family),
      weight: 1,
    })),
    categories,
    false,
    'category',
  );

  const graded = examples.filter(({ text }) => text.expect.clauses.length > 0 && (text.expect.tag === 'major' || text.expect.tag === 'invalid'));
  const clausesOf = ({ text, profile }: Example): string[] => text.expect.clauses.slice(0, 1).map((clause) => `${profile.family}/${clause}`);
  const clauses = labelsOf(graded, clausesOf);
  const clause = train(
    graded.map((example) => ({
      vector: example.shared,
      targets: targetsIn(clauses, clausesOf(example)),
      allowed: ofPreset(clauses, example.profile.family),
      weight: 1,
    })),
    clauses,
    false,
    'clause',
  );

  const demandLabels = labelsOf(examples, ({ text }) => text.expect.demands);
  const demands = train(
    examples.map(({ text, shared }) => ({ vector: shared, targets: targetsIn(demandLabels, text.expect.demands), allowed: null, weight: 1 })),
    demandLabels,
    true,
    'demands',
  );

  const urgent = train(
    examples.map(({ text, shared }) => ({ vector: shared, targets: text.expect.urgent ? [0] : [], allowed: null, weight: 1 })),
    ['urgent'],
    true,
    'urgent',
  );
  return { tag, category, clause, demands, urgent };
}
