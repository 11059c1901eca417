import type { Language, NoticeChannel, PresetRef } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { renderTemplate } from '#libs/policy/template/render-template.js';
import type { RenderedTemplate } from '#libs/policy/template/render-template.js';
import { withFlags } from './flag-parameters.js';
import type { TemplateSet } from './template-book.js';

export interface WordingQuestion {
  readonly preset: PresetRef;
  readonly template: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the words of a notice: the preset's, else those of the shared set. */
export class NoticeWording {
  constructor(
    private readonly shared: TemplateSet,
    private readonly presets: PresetBook,
  ) {}

  /** Throws when neither has the template for that channel: `preset check` and the boot check say so before. */
  fill(question: WordingQuestion): RenderedTemplate {
    const preset = this.withShared(question.preset);
    const { template, channel, language, parameters } = question;
    const rendered = renderTemplate(preset, template, channel, language, withFlags(parameters));
    if (rendered === null) {
      throw new Error(`Preset ${question.preset.id} and config/templates have no ${channel} template ${template}`);
    }
    return rendered;
  }

  /** The template's own text, unfilled; '' where there is none. Tells which parameters it uses itself. */
  source(preset: PresetRef, key: string): string {
    return JSON.stringify(this.withShared(preset).templates[key] ?? {});
  }

  /** Whether a preset lets this template go in quiet hours too. */
  ignoresQuietHours(preset: PresetRef, key: string): boolean {
    return this.withShared(preset).templates[key]?.ignoresQuietHours ?? false;
  }

  private withShared(ref: PresetRef): Preset {
    const preset = this.presets.get(ref);
    return { ...preset, templates: { ...this.shared, ...preset.templates } };
  }
}
