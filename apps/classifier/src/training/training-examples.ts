import { loadPresets } from '#libs/policy/load/load-presets.js';
import { familiesOf } from '../model/families-of.js';
import { loadRuleBook } from '../rules/load-rules.js';
import type { Profile } from '../rules/profile.js';
import type { RuleBook } from '../rules/rule-book.js';
import { profileOf } from '../rules/profile-of.js';
import { exampleOf, excerptExampleOf, type Example, type TrainingSet } from './examples.js';
import type { LabelledText } from './labelled-text.schema.js';
import { readExcerpts, readTraining } from './read-lines.js';

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
export function examplesOf(texts: readonly LabelledText[], places: ReadingPlaces): Example[] {
  const read = readerOf(places);
  return texts.map((text) => read(text, exampleOf));
}

/** All that the project's model is made from. */
export function trainingSet(places: TrainingPlaces): TrainingSet {
  const read = readerOf(places);
  return {
    texts: readTraining(places.texts).map((text) => read(text, exampleOf)),
    excerpts: readExcerpts(places.texts).map((excerpt) => read(excerpt, excerptExampleOf)),
  };
}

type ReadingPlaces = Pick<TrainingPlaces, 'rules' | 'presets'>;

function readerOf(
  places: ReadingPlaces,
): <Line extends { readonly preset: string }, Read>(
  line: Line,
  read: (line: Line, profile: Profile, book: RuleBook) => Read,
) => Read {
  const book = loadRuleBook(places.rules);
  const presets = loadPresets(places.presets).book;
  const families = familiesOf(null, presets);
  const profiles = new Map<string, Profile>();
  return (line, read) => {
    const profile = profiles.get(line.preset) ?? profileOf(presets.get(line.preset), families);
    profiles.set(line.preset, profile);
    return read(line, profile, book);
  };
}
