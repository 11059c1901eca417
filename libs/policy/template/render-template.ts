import type { Language, NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { Preset } from '../preset/preset.schema.js';

export type TemplateParameters = Readonly<Record<string, string | number | null | undefined>>;

/** What a template says once filled in. SMS text is what the approved template will read like. */
export type RenderedTemplate =
  | {
      readonly channel: 'mail';
      readonly language: 'zh' | 'zh-hant' | 'en';
      readonly subject: string;
      readonly body: string;
    }
  | {
      readonly channel: 'sms';
      readonly language: 'zh' | 'zh-hant' | 'en';
      readonly text: string;
      readonly code: string | null;
    };

const placeholder = /\{(?<optional>\?)?(?<name>[a-zA-Z][a-zA-Z0-9]*)\}/gu;

/** Names of the parameters that a text uses, in order of appearance. */
export function parametersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match.groups?.['name'] ?? ''))];
}

/** Fills in `{name}`; leaves out lines that begin with `{?name}` where that parameter is empty. One pass: values are never read as templates. */
export function fillIn(text: string, parameters: TemplateParameters): string {
  const valueOf = (name: string): string => String(parameters[name] ?? '');
  return text
    .split('\n')
    .filter((line) => {
      const needed = /^\{\?(?<name>[a-zA-Z][a-zA-Z0-9]*)\}/u.exec(line)?.groups?.['name'];
      return needed === undefined || valueOf(needed) !== '';
    })
    .map((line) =>
      line.replace(placeholder, (_all, optional: string | undefined, name: string) =>
        optional === undefined ? valueOf(name) : '',
      ),
    )
    .join('\n');
}

function choose<T>(
  texts: { zh: T; 'zh-hant'?: T | undefined; en?: T | undefined },
  language: Language,
  fallback: 'zh' | 'en',
) {
  const wanted = language === 'mixed' ? fallback : language;
  const order = [wanted, wanted === 'zh-hant' ? 'zh' : fallback, 'zh'] as const;
  for (const candidate of order) {
    const text = texts[candidate];
    if (text !== undefined) {
      return { language: candidate, text };
    }
  }
  return { language: 'zh' as const, text: texts.zh };
}

/**
 * One notice in the words of the preset, in the complainant's language where the template has it, else in the preset's.
 * Null: there is no such template, or it has no text for that channel.
 */
export function renderTemplate(
  preset: Preset,
  key: string,
  channel: NoticeChannel,
  language: Language,
  parameters: TemplateParameters,
): RenderedTemplate | null {
  const template = preset.templates[key];
  switch (channel) {
    case 'mail': {
      if (template?.mail === undefined) {
        return null;
      }
      const { language: chosen, text } = choose(template.mail, language, preset.language);
      return {
        channel,
        language: chosen,
        subject: fillIn(text.subject, parameters),
        body: fillIn(text.body, parameters),
      };
    }
    case 'sms': {
      if (template?.sms === undefined) {
        return null;
      }
      const { language: chosen, text } = choose(template.sms, language, preset.language);
      return { channel, language: chosen, text: fillIn(text.text, parameters), code: text.code };
    }
    default:
      return channel satisfies never;
  }
}
