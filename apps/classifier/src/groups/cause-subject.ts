import type { Vault } from '#libs/vault/vault.js';
import type { Compared } from '../repeats/subject.js';
import { sketchText, type TextSketch } from './text-sketch.js';

/** A complaint as causes are compared by it: codes, and keyed fingerprints of place and wording. */
export interface CauseSubject {
  readonly category: string;
  readonly topics: readonly string[];
  readonly site: string | null;
  readonly sketch: TextSketch;
  readonly sortedByPeople: boolean;
}

/** Under keys of each unit's own: what is alike elsewhere is never looked at. */
export function causeSubject(
  { received, preset, matter, text, sortedByPeople }: Compared,
  vault: Pick<Vault, 'fingerprint' | 'deriveKey'>,
): CauseSubject {
  const { site } = matter.place;
  return {
    category: matter.category,
    topics: matter.topics,
    site: site === null ? null : vault.fingerprint('place-site', `${received.unit} ${site}`),
    sketch: sketchText(text, vault.deriveKey(`text-sketch ${preset.id} ${received.unit}`)),
    sortedByPeople,
  };
}
