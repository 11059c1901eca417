import { readComplaint } from '../assessment/read-complaint.js';
import type { ComplaintText } from '../assessment/complaint-text.js';
import { featuresOf } from '../model/features.js';
import { passageFeaturesOf } from '../model/passage-features.js';
import type { TextFeatures } from '../model/answers.js';
import type { Profile } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Excerpt, LabelledText } from './labelled-text.schema.js';
import { complaintOfExcerpt, complaintOfLine } from './prepare-text.js';

/** What a head can learn from: the features of a text, under its preset. */
export interface Material extends TextFeatures {
  readonly profile: Profile;
}

/** A labelled text with what the rules found. */
export interface Example extends Material {
  readonly text: LabelledText;
  /** Ids of the rules that fired, by the tag they speak for. */
  readonly fired: readonly { readonly id: string; readonly tag: string }[];
}

export interface ExcerptExample extends Material {
  readonly excerpt: Excerpt;
}

/** All that a model is made from. */
export interface TrainingSet {
  readonly texts: readonly Example[];
  readonly excerpts: readonly ExcerptExample[];
}

export function exampleOf(text: LabelledText, profile: Profile, book: RuleBook): Example {
  const { fired, ...material } = materialOf(complaintOfLine(text), profile, book);
  return { text, ...material, fired };
}

export function excerptExampleOf(excerpt: Excerpt, profile: Profile, book: RuleBook): ExcerptExample {
  const { fired: _, ...material } = materialOf(complaintOfExcerpt(excerpt), profile, book);
  return { excerpt, ...material };
}

function materialOf(input: ComplaintText, profile: Profile, book: RuleBook): Material & Pick<Example, 'fired'> {
  const complaint = readComplaint(input, profile, book);
  return {
    profile,
    features: featuresOf(
      { ...complaint, channel: input.channel, attachments: input.attachments, from: input.from },
      profile.family,
    ),
    passages: passageFeaturesOf(complaint),
    fired: complaint.fired.map(({ rule }) => ({ id: rule.id, tag: rule.tag })),
  };
}
