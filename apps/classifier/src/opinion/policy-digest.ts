import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Tag } from '#libs/contracts/vocabulary.js';
import type { Profile } from '../rules/profile.js';

/** What of a preset an outsider must know to judge a complaint by it. */
export interface PolicyDigest {
  readonly preset: string;
  readonly version: string;
  readonly tags: readonly {
    readonly tag: Tag;
    readonly title: string;
    readonly clauses: readonly { readonly id: string; readonly duty: string; readonly rules: readonly string[] }[];
  }[];
  readonly categories: readonly { readonly key: string; readonly title: string }[];
}

/** Tags with the clauses by which they are given, in the preset's own words, and the categories. */
export function policyDigest(preset: Preset, profile: Profile): PolicyDigest {
  return {
    preset: preset.id,
    version: preset.version,
    tags: profile.tags.map((tag) => ({
      tag,
      title: both(preset.tags[tag]?.title),
      clauses: clausesOfTag(profile, tag).map((id) => ({
        id,
        duty: both(preset.clauses[id]?.duty),
        rules: profile.rules
          .filter((rule) => rule.tag === tag && rule.clauses.includes(id))
          .map((rule) => both(preset.tags[tag]?.rules[rule.id.slice(tag.length + 1)]?.title)),
      })),
    })),
    categories: profile.categories.map((key) => ({ key, title: both(preset.categories[key]?.title) })),
  };
}

/** Every clause by which a preset gives a tag. */
export function clausesOfTag(profile: Profile, tag: Tag): string[] {
  const ruled = profile.rules.filter((rule) => rule.tag === tag).flatMap((rule) => rule.clauses);
  return [...new Set([...(profile.clausesOf[tag] ?? []), ...ruled])];
}

function both(title: { readonly zh: string; readonly en: string } | undefined): string {
  return title === undefined ? '' : `${title.zh} (${title.en})`;
}
