import type { NoticeView } from './notice-view.js';

/** The plain text of a mail, in the same order as its HTML: what to do, how, the case, the form. */
export function renderNoticeText(view: NoticeView): string {
  const blocks: string[][] = [
    [...view.todo],
    ...view.paragraphs.map((lines) => [...lines]),
    view.buttons.length === 0
      ? []
      : [view.words.commands, ...view.buttons.map((button) => `    ${button.body.trim().replaceAll('\n', ' ')}`)],
    view.facts.map((fact) => `${fact.label}: ${fact.lines.join('\n    ')}`),
    ...view.quotes.map((quote) => [`【${quote.title}】`, ...quote.lines]),
    view.form.length === 0 ? [] : [view.words.form, '', ...view.form],
    ['--', ...view.footer],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
