import { readComplaint } from '../assessment/read-complaint.js';
import { featuresOf } from '../model/features.js';
import { passageFeaturesOf } from '../model/passage-features.js';
import type { TextFeatures } from '../model/answers.js';
import type { Profile } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { LabelledText } from './labelled-text.schema.js';
import { complaintOfLine } from './prepare-text.js';

/** A labelled text with what the rules found and the features for the model. */
export interface Example extends TextFeatures {
  readonly text: LabelledText;
  readonly profile: Profile;
  /** Ids of the rules that fired, by the tag they speak for. */
  readonly fired: readonly { readonly id: string; readonly tag: string }[];
}

export function exampleOf(text: LabelledText, profile: Profile, book: RuleBook): Example {
  const input = complaintOfLine(text);
  const complaint = readComplaint(input, profile, book);
  return {
    text,
    profile,
    features: featuresOf(
      { ...complaint, channel: input.channel, attachments: input.attachments, from: input.from },
      profile.family,
    ),
    passages: passageFeaturesOf(complaint),
    fired: complaint.fired.map(({ rule }) => ({ id: rule.id, tag: rule.tag })),
  };
}
