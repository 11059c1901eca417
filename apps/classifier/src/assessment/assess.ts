import { factsOf } from '../facts/facts-of.js';
import { featuresOf } from '../model/features.js';
import type { Model } from '../model/model.js';
import { passageFeaturesOf } from '../model/passage-features.js';
import type { Profile } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Assessment } from './assessment.schema.js';
import type { ComplaintText } from './complaint-text.js';
import { decideTag, type TagShares } from './decide-tag.js';
import { evidenceOf } from './evidence-of.js';
import { weightiestWords } from './explain-model.js';
import { missingFrom } from './missing-from.js';
import { clausesOf, opinionByModel, opinionByRules, type Opinion } from './predict.js';
import { readComplaint, type ReadComplaint } from './read-complaint.js';

/** What an assessment is made with. Without a model the rules decide alone. */
export interface Judge {
  readonly book: RuleBook;
  readonly profile: Profile;
  readonly model: Model | null;
}

/** Rules that were right whenever it was tried, as the training found. */
function firmRules(model: Model | null, profile: Profile): ReadonlySet<string> {
  return new Set(model === null ? [] : (model.firmRules[profile.family] ?? []));
}

/**
 * The classifier's opinion on one complaint under one preset. Pure: the same text, rules and model give the same answer.
 * Takes linear time in the text, about a millisecond for a usual one.
 */
export function assess(input: ComplaintText, judge: Judge): Assessment {
  return assessWithView(input, judge).assessment;
}

/** An assessment with what a second opinion is weighed against; that part is never stored. */
export interface ViewedAssessment {
  readonly assessment: Assessment;
  readonly shares: TagShares;
  /** A rule for major fired. */
  readonly ruledMajor: boolean;
  /** One fired that was right whenever it was tried. */
  readonly firmMajor: boolean;
}

export function assessWithView(input: ComplaintText, { book, profile, model }: Judge): ViewedAssessment {
  const complaint = readComplaint(input, profile, book);
  const { reading, signals, fired } = complaint;
  const opinion = model === null ? opinionByRules(complaint, profile) : askModel(input, complaint, profile, model);
  const firm = firmRules(model, profile);
  const decision = decideTag(profile, opinion.shares, fired);
  const { category, urgent, anonymous } = opinion;
  const demands = [...opinion.demands];
  const facts = factsOf(reading, signals.sums, input.signature);
  const deciding = fired.filter(({ rule }) => rule.tag === decision.tag);
  const byRules = evidenceOf(deciding, reading);
  const byModel = model === null ? [] : weightiestWords(model, decision.tag, profile.family, reading);
  const assessment: Assessment = {
    ...decision,
    clauses: clausesOf(opinion, profile, decision.tag, deciding),
    category,
    urgent,
    anonymous,
    demands,
    facts,
    missing: missingFrom({ input, facts, demands, anonymous }),
    evidence: [...byRules, ...byModel],
  };
  const major = fired.filter(({ rule }) => rule.tag === 'major');
  return {
    assessment,
    shares: opinion.shares,
    ruledMajor: major.length > 0,
    firmMajor: major.some(({ rule }) => firm.has(rule.id)),
  };
}

function askModel(input: ComplaintText, complaint: ReadComplaint, profile: Profile, model: Model): Opinion {
  const { channel, attachments, from } = input;
  const features = featuresOf({ ...complaint, channel, attachments, from }, profile.family);
  return opinionByModel(model, { features, passages: passageFeaturesOf(complaint) }, profile);
}
