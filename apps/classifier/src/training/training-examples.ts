import { loadPresets } from '#libs/policy/load/load-presets.js';
import { familiesOf } from '../model/families-of.js';
import { loadRuleBook } from '../rules/load-rules.js';
import type { Profile } from '../rules/profile.js';
import { profileOf } from '../rules/profile-of.js';
import { exampleOf, type Example } from './examples.js';
import type { LabelledText } from './labelled-text.schema.js';
import { readTraining } from './read-lines.js';

/** Folders that a model is made from. */
export interface TrainingPlaces {
  /** apps/classifier/training */
  readonly texts: string;
  /** config/classification */
  readonly rules: string;
  /** config/presets */
  readonly presets: string;
}

/** Reads labelled texts under their presets. A text under a preset that is not installed is the set's fault. */
export function examplesOf(
  texts: readonly LabelledText[],
  places: Pick<TrainingPlaces, 'rules' | 'presets'>,
): Example[] {
  const book = loadRuleBook(places.rules);
  const presets = loadPresets(places.presets).book;
  const families = familiesOf(null, presets);
  const profiles = new Map<string, Profile>();
  return texts.map((text) => {
    const profile = profiles.get(text.preset) ?? profileOf(presets.get(text.preset), families);
    profiles.set(text.preset, profile);
    return exampleOf(text, profile, book);
  });
}

export function trainingExamples(places: TrainingPlaces): Example[] {
  return examplesOf(readTraining(places.texts), places);
}
