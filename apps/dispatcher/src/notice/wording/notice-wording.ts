import type { Language, NoticeChannel, PresetRef } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import { renderTemplate } from '#libs/policy/template/render-template.js';
import type { RenderedTemplate } from '#libs/policy/template/render-template.js';
import { withFlags } from './flag-parameters.js';

export interface WordingQuestion {
  readonly preset: PresetRef;
  readonly template: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The words of a notice: the preset's, which has the shared ones of config/templates wherever it does not say its own. */
export class NoticeWording {
  constructor(private readonly presets: PresetBook) {}

  /** Throws when there is no such template for that channel: the preset check says so before. */
  fill({ preset, template, channel, language, parameters }: WordingQuestion): RenderedTemplate {
    const rendered = renderTemplate(this.presets.get(preset), template, channel, language, withFlags(parameters));
    if (rendered === null) {
      throw new Error(`Preset ${preset.id} has no ${channel} template ${template}`);
    }
    return rendered;
  }

  /** The SMS of a template by language, unfilled: tells which parameters it uses, in their order. */
  smsSources(preset: PresetRef, key: string): Readonly<Record<string, string>> {
    const { zh, en, 'zh-hant': traditional } = this.presets.get(preset).templates[key]?.sms ?? {};
    return {
      ...(zh && { zh: zh.text }),
      ...(traditional && { 'zh-hant': traditional.text }),
      ...(en && { en: en.text }),
    };
  }

  /** Whether a preset lets this template go in quiet hours too. */
  ignoresQuietHours(preset: PresetRef, key: string): boolean {
    return this.presets.get(preset).templates[key]?.ignoresQuietHours ?? false;
  }
}
