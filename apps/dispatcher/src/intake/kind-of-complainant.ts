import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';

/**
 * The kind of complainant that a text names itself as (PG-2): of the preset's kinds the one whose words come first, of two
 * at the same place the longer word (准业主, not 业主). Null where it says nothing; the desk may know (分类 租户).
 */
export function kindOfComplainant(preset: Preset, message: Pick<StoredMessage, 'subject' | 'text'>): string | null {
  const text = `${message.subject}\n${message.text.new === '' ? message.text.full : message.text.new}`.toLowerCase();
  const found = Object.entries(preset.complainantKinds).flatMap(([kind, { words }]) =>
    [...words.zh, ...words.en].map((word) => ({ kind, at: text.indexOf(word.toLowerCase()), length: word.length })),
  );
  const named = found.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at || b.length - a.length);
  return named[0]?.kind ?? null;
}
