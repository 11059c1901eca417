import { composeMail } from '#libs/mail/compose/compose-mail.js';
import { replyAddress } from '#libs/mail/token/reply-token.js';
import type { RenderedTemplate } from '#libs/policy/template/render-template.js';
import { parametersOf } from '#libs/policy/template/render-template.js';
import { caseDetails } from '../compose/case-details.table.js';
import { composeNotice } from '../compose/compose-notice.js';
import type { NoticeView } from '../compose/notice-view.js';
import type { NoticeCase } from '../notice-case.js';
import type { NoticeIntent } from '../notice.intent.js';
import type { SealedNotice } from '../sealed-notice.schema.js';

export interface NoticeToSeal {
  readonly intent: NoticeIntent;
  readonly about: NoticeCase;
  readonly words: RenderedTemplate;
  /** The template unfilled. */
  readonly source: string;
  /** Parameters of the intent and those that every template may use. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly token: string;
  readonly at: Date;
}

/** What goes into the vault: the mail or SMS exactly as it will be sent. */
export async function noticeToSeal(input: NoticeToSeal, renderHtml: (view: NoticeView) => string): Promise<SealedNotice> {
  const { intent, about, words, source, parameters, token, at } = input;
  const used = new Set(parametersOf(source));
  if (words.channel === 'sms') {
    const needed = Object.entries(parameters).filter(([name]) => used.has(name));
    return {
      channel: 'sms',
      to: intent.recipient.address,
      template: words.code ?? intent.template,
      parameters: Object.fromEntries(needed),
      text: words.text.trim(),
    };
  }
  const known = caseDetails(parameters, used, words.language);
  const detailed = { ...intent, facts: [...(intent.facts ?? []), ...known.facts], quotes: [...(intent.quotes ?? []), ...known.quotes] };
  const draft = composeNotice({ intent: detailed, about, words, token, at }, renderHtml);
  // Bounces come back to the token's own address where the mailbox allows (VERP).
  const mail = await composeMail({ ...draft, envelopeFrom: replyAddress(about.sender.mode, about.sender.address, token) });
  return {
    channel: 'mail',
    envelope: { from: mail.envelope.from, to: [...mail.envelope.to] },
    messageId: mail.messageId,
    raw: mail.raw.toString('latin1'),
    form: intent.form?.trim() ?? null,
  };
}
