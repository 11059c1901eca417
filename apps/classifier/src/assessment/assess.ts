import { factsOf } from '../facts/facts-of.js';
import { featuresOf } from '../model/features.js';
import { withPreset } from '../model/feature-vector.js';
import type { Model } from '../model/model.js';
import { lookUp, type RowVector } from '../model/vocabulary.js';
import type { Profile } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Assessment } from './assessment.schema.js';
import type { ComplaintText } from './complaint-text.js';
import { decideTag, sharesByRules } from './decide-tag.js';
import { evidenceOf } from './evidence-of.js';
import { weightiestWords } from './explain-model.js';
import { missingFrom } from './missing-from.js';
import { anonymousOf, categoryOf, clausesOf, demandsOf, tagShares, urgentOf } from './predict.js';
import { readComplaint } from './read-complaint.js';

/** What an assessment is made with. Without a model the rules decide alone. */
export interface Judge {
  readonly book: RuleBook;
  readonly profile: Profile;
  readonly model: Model | null;
}

const noRows: RowVector = { rows: new Int32Array(0), values: new Float32Array(0) };

/** Rules that were right whenever it was tried, as the training found. */
function firmRules(model: Model | null, profile: Profile): ReadonlySet<string> {
  return new Set(model === null ? [] : (model.firmRules[profile.family] ?? []));
}

/**
 * The classifier's opinion on one complaint under one preset. Pure: the same text, rules and model give the same answer.
 * Takes linear time in the text, about a millisecond for a usual one.
 */
export function assess(input: ComplaintText, { book, profile, model }: Judge): Assessment {
  const complaint = readComplaint(input, profile, book);
  const { reading, signals, fired } = complaint;
  const features = featuresOf({
    ...complaint,
    channel: input.channel,
    attachments: input.attachments,
    from: input.from,
  });
  const vector = model === null ? noRows : lookUp(model.vocabulary, withPreset(features, profile.family));
  const decision = decideTag(
    profile,
    model === null ? sharesByRules(profile, fired) : tagShares(model, profile, vector),
    fired,
    firmRules(model, profile),
  );
  const facts = factsOf(reading, signals.sums, input.signature);
  const demands = model === null ? [] : demandsOf(model, profile, vector);
  const anonymous = anonymousOf(model, vector, signals);
  const deciding = fired.filter(({ rule }) => rule.tag === decision.tag);
  const byRules = evidenceOf(deciding, reading);
  const byModel = model === null ? [] : weightiestWords(model, decision.tag, profile.family, reading);
  return {
    ...decision,
    abstained: decision.abstained,
    clauses: clausesOf(model, profile, decision.tag, deciding, vector),
    category: categoryOf(model, profile, vector),
    urgent: urgentOf(model, vector, complaint.urgent),
    anonymous,
    demands,
    facts,
    missing: missingFrom({ input, facts, demands, anonymous }),
    evidence: [...byRules, ...byModel],
  };
}
