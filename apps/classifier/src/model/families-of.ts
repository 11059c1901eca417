import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Families } from '../rules/profile-of.js';
import type { Model } from './model.js';

/** Presets that the model was trained under, with their categories; without a model every preset stands for itself. */
export function familiesOf(model: Model | null, presets: PresetBook): Families {
  if (model === null) {
    return new Map(presets.ids.map((id) => [id, Object.keys(presets.get(id).categories)]));
  }
  return new Map(Object.entries(model.families));
}
