import { renderForm } from '#libs/mail/form/command-form.js';
import type { MailDraft } from '#libs/mail/compose/compose-mail.js';
import { noticeMessageId, replyAddress, subjectMark } from '#libs/mail/token/reply-token.js';
import type { NoticeCase } from '../notice-case.js';
import type { NoticeIntent } from '../notice.intent.js';
import { commandLink } from './command-link.js';
import { layoutWords } from './layout-words.table.js';
import type { LayoutLanguage } from './layout-words.table.js';
import type { NoticeView } from './notice-view.js';
import { renderNoticeText } from './render-notice-text.js';

/** A template filled in. */
export interface NoticeWords {
  readonly language: LayoutLanguage;
  readonly subject: string;
  /** Paragraphs parted by empty lines. In mails to staff the first one says what to do, its further lines by when. */
  readonly body: string;
}

export interface ComposeNotice {
  readonly intent: NoticeIntent;
  readonly about: NoticeCase;
  readonly words: NoticeWords;
  readonly token: string;
  /** Business time of the intent: the mail's date, the same at every attempt. */
  readonly at: Date;
}

/** Turns an intent into a mail. Pure: the same input gives the same mail, so that sending it again is a true copy. */
export function composeNotice(input: ComposeNotice, renderHtml: (view: NoticeView) => string): MailDraft {
  const { intent, about, words, token, at } = input;
  const mailbox = about.sender.address;
  const mark = subjectMark(about.number ?? '-', token);
  const view = viewOf(input, { address: replyAddress(about.sender.mode, mailbox, token), mark });
  return {
    from: { name: about.sender.name, address: mailbox },
    to: [{ name: intent.recipient.name ?? '', address: intent.recipient.address }],
    replyTo: { name: about.sender.name, address: replyAddress(about.sender.mode, mailbox, token) },
    subject: `${words.subject.trim()} ${mark}`,
    text: renderNoticeText(view),
    html: renderHtml(view),
    messageId: noticeMessageId(token, mailbox.slice(mailbox.lastIndexOf('@') + 1)),
    date: at,
    ...(intent.thread === null ? {} : { inReplyTo: intent.thread }),
    attachments: intent.attachments ?? [],
    automatic: intent.thread === null ? 'auto-generated' : 'auto-replied',
  };
}

function viewOf({ intent, about, words, token }: ComposeNotice, target: { address: string; mark: string }): NoticeView {
  const paragraphs = paragraphsOf(words.body);
  const isTask = intent.recipient.kind === 'person';
  const said = layoutWords[words.language];
  return {
    htmlLanguage: { zh: 'zh-CN', 'zh-hant': 'zh-TW', en: 'en' }[words.language] as NoticeView['htmlLanguage'],
    title: words.subject.trim(),
    preview: (isTask ? paragraphs[0] : paragraphs[1])?.join(' ') ?? '',
    organisation: about.organisation,
    number: about.number,
    todo: isTask ? (paragraphs[0] ?? []) : [],
    paragraphs: isTask ? paragraphs.slice(1) : paragraphs,
    buttons: intent.offers.map((offer, position) => ({
      label: offer.label,
      body: offer.body ?? offer.verb,
      href: commandLink(offer, target),
      primary: position === 0,
    })),
    facts: (intent.facts ?? [])
      .filter((fact) => fact.value.trim() !== '')
      .map((fact) => ({ label: fact.label, lines: linesOf(fact.value) })),
    quotes: (intent.quotes ?? [])
      .filter((quote) => quote.text.trim() !== '')
      .map((quote) => ({ title: quote.title, lines: linesOf(quote.text) })),
    form: formOf(intent, token),
    footer: [said.reply, `${said.reference}: ${target.mark}`],
    words: said,
  };
}

function formOf(intent: NoticeIntent, token: string): string[] {
  const form = intent.form?.trim() ?? '';
  return form === '' ? [] : renderForm(token, form).split('\n');
}

function paragraphsOf(body: string): string[][] {
  return body
    .trim()
    .split(/\n\s*\n/u)
    .map(linesOf)
    .filter((lines) => lines.some((line) => line !== ''));
}

function linesOf(text: string): string[] {
  return text
    .trim()
    .split(/\r?\n/u)
    .map((line) => line.trimEnd());
}
