import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Eta } from 'eta';
import type { NoticeView } from './notice-view.js';

/** The HTML form of a notice, from `layout/notice.eta` under the template folder. Every value is escaped. */
export class HtmlLayout {
  readonly render: (view: NoticeView) => string;

  private constructor(source: string) {
    const eta = new Eta({ autoEscape: true });
    const template = eta.compile(source);
    const escape = (text: string): string => eta.config.escapeFunction(text);
    this.render = (view) =>
      eta.render(template, { ...view, kept: (line: string) => keepWhole(escape(line), escape(view.number ?? '')) });
  }

  /** Throws when the file is missing or is no template. */
  static async load(folder: string): Promise<HtmlLayout> {
    return new HtmlLayout(await readFile(join(folder, 'layout', 'notice.eta'), 'utf8'));
  }
}

/** Keeps the case number on one line: it has hyphens, and people read it out. Both are escaped already. */
function keepWhole(html: string, number: string): string {
  return number === '' ? html : html.replaceAll(number, () => `<span style="white-space:nowrap">${number}</span>`);
}
