import type { Preset } from '#libs/policy/preset/preset.schema.js';

/** Phrase in a text for the customer that the preset does not let out (PG-6, PC-19); null: none. */
export function forbiddenPhraseIn(preset: Preset, text: string): string | null {
  for (const rule of Object.values(preset.wording.neverSay)) {
    const allowed = [...rule.unless.zh, ...rule.unless.en].some((phrase) => text.includes(phrase));
    const phrase = [...rule.phrases.zh, ...rule.phrases.en].find((candidate) => text.includes(candidate));
    if (phrase !== undefined && !allowed) {
      return phrase;
    }
  }
  return null;
}
