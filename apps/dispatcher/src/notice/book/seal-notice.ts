import { composeMail } from '#libs/mail/compose/compose-mail.js';
import { replyAddress } from '#libs/mail/token/reply-token.js';
import { parametersOf } from '#libs/policy/template/render-template.js';
import { filedText } from '#libs/sms/template/filed-text.js';
import type { RenderedTemplate } from '#libs/policy/template/render-template.js';
import { composeNotice } from '../compose/compose-notice.js';
import type { NoticeView } from '../compose/notice-view.js';
import type { NoticeCase } from '../notice-case.js';
import type { NoticeIntent } from '../notice.intent.js';
import type { SealedMail, SealedNotice, SealedSms } from '../sealed-notice.schema.js';

type Words<Channel> = Extract<RenderedTemplate, { channel: Channel }>;

export interface NoticeToSeal {
  readonly intent: NoticeIntent;
  readonly about: NoticeCase;
  readonly words: RenderedTemplate;
  /** The template's SMS by language, unfilled; empty for a mail. */
  readonly sources: Readonly<Record<string, string>>;
  /** Parameters of the intent and those that every template may use. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly token: string;
  readonly at: Date;
}

/** What goes into the vault: the mail or SMS exactly as it will be sent. */
export async function noticeToSeal(
  input: NoticeToSeal,
  renderHtml: (view: NoticeView) => string,
): Promise<SealedNotice> {
  return input.words.channel === 'sms' ? smsToSeal(input, input.words) : mailToSeal(input, input.words, renderHtml);
}

async function mailToSeal(
  input: NoticeToSeal,
  words: Words<'mail'>,
  renderHtml: (view: NoticeView) => string,
): Promise<SealedMail> {
  const { intent, about, token, at } = input;
  const draft = composeNotice({ intent, about, words, token, at }, renderHtml);
  // Bounces come back to the token's own address where the mailbox allows it (VERP).
  const mail = await composeMail({
    ...draft,
    envelopeFrom: replyAddress(about.sender.mode, about.sender.address, token),
  });
  return {
    channel: 'mail',
    envelope: { from: mail.envelope.from, to: [...mail.envelope.to] },
    messageId: mail.messageId,
    raw: mail.raw.toString('latin1'),
    form: intent.form?.trim() ?? null,
  };
}

/** Only the parameters that the template uses leave the house; its lines are sent as one. */
function smsToSeal({ intent, about, sources, parameters }: NoticeToSeal, words: Words<'sms'>): SealedSms {
  const used = parametersOf(Object.values(sources).join('\n'));
  return {
    channel: 'sms',
    to: intent.recipient.address,
    template: words.code ?? intent.template,
    parameters: Object.fromEntries(
      used.flatMap((name): [string, string][] => {
        const value = parameters[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    text: words.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(words.language === 'en' ? ' ' : ''),
    key: intent.template,
    language: words.language,
    code: words.code,
    order: [...filedText(sources[words.language] ?? '', words.language, 'plain').variables],
    account: about.smsAccount ?? null,
  };
}
