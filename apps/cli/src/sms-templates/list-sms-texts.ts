import type { PresetBook } from '#libs/policy/preset/preset-book.js';

/** One SMS of a preset in one language. */
export interface SmsTextEntry {
  readonly preset: string;
  readonly template: string;
  readonly title: string;
  readonly language: string;
  /** The provider's key of the approved text; null: none yet. */
  readonly code: string | null;
  readonly source: string;
  readonly audience: 'complainant' | 'staff';
}

/** Every SMS that a preset can send, or all presets. */
export function listSmsTexts(book: PresetBook, only: string | undefined): SmsTextEntry[] {
  return (only === undefined ? book.ids : [only]).flatMap((preset) =>
    Object.entries(book.get(preset).templates).flatMap(([template, { title, sms, audience }]) =>
      Object.entries(sms ?? {}).flatMap(([language, written]) =>
        written === undefined
          ? []
          : [{ preset, template, title: title.zh, language, code: written.code, source: written.text, audience }],
      ),
    ),
  );
}
