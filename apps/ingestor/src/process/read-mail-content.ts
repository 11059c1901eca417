import { judgeAuthenticity, type AuthenticityOptions } from '#libs/mail/auth/judge-authenticity.js';
import type { BounceReport } from '#libs/mail/bounce/bounce-report.js';
import { examineMail } from '#libs/mail/examine/examine-mail.js';
import type { MailAddress } from '#libs/mail/mime/mail-address.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { normaliseMail } from '#libs/mail/message/normalise-address.js';
import type { StoredAddress, StoredText } from '#libs/mail/message/stored-message.schema.js';
import type { ParsedMail } from '#libs/mail/parse/parsed-mail.js';
import type { SplitReply } from '#libs/mail/reply-text/split-reply.js';
import { findTokens } from '#libs/mail/token/reply-token.js';
import { faxContent } from '../fax/fax-content.js';
import type { FaxForms } from '../fax/gateway/fax-gateways.schema.js';
import { recogniseFax } from '../fax/gateway/recognise-fax.js';
import type { MailboxFax } from '../plan/intake-plan.schema.js';
import { forwardedMail } from '../passed-on/forwarded-mail.js';
import { saysAbsent } from '../sort/says-absent.js';
import type { BounceLine } from '../sort/sort-message.js';
import { findCaseNumbers } from './find-case-numbers.js';
import type { ReadContent } from './read-content.js';

export interface MailContext {
  readonly numbers: RegExp | null;
  readonly ownAddresses: readonly string[];
  readonly authenticity: AuthenticityOptions;
  /** The gateways that send faxes to this mailbox; null: none. */
  readonly fax: { readonly gateways: MailboxFax; readonly forms: FaxForms } | null;
}

/** Reads a mail. Never throws for what is in it. */
export async function readMailContent(
  raw: Buffer,
  { numbers, ownAddresses, authenticity, fax }: MailContext,
): Promise<ReadContent> {
  const { mail, reply, sender, bounces } = await examineMail(raw, { ownAddresses });
  const { kind, signals } = sender;
  const { verdict } = await judgeAuthenticity(raw, mail, authenticity);
  const content: ReadContent = {
    message: {
      channel: 'mail',
      from: storedAddress(mail.from ?? mail.sender),
      replyTo: storedAddress(mail.replyTo[0] ?? null),
      to: mail.to.flatMap((address) => storedAddress(address) ?? []),
      cc: mail.cc.flatMap((address) => storedAddress(address) ?? []),
      subject: mail.subject,
      date: mail.date,
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: [...mail.references],
      language: detectLanguage(`${mail.subject}\n${reply.own}`),
      text: storedText(reply),
      found: foundInMail(mail, numbers),
      kind,
      signals: [...signals],
      warnings: [...mail.warnings],
    },
    files: mail.attachments.map(({ name, type, content, sha256, inline }) => ({ name, type, content, sha256, inline })),
    bounces: bounces.map(bounceLine),
    receipt: null,
    piece: null,
    absent: kind === 'auto-reply' && saysAbsent(mail.subject, reply.own),
    fax: null,
    dmarc: verdict,
    forwarded: forwardedMail(mail, reply.quoted),
  };
  const recognised = fax === null ? null : recogniseFax({ mail, kind, dmarc: verdict }, fax.gateways, fax.forms);
  return recognised === null ? content : faxContent(content, recognised);
}

/** Everything that we wrote into a mail and that may come back in any place of an answer or a bounce. */
function foundInMail(mail: ParsedMail, numbers: RegExp | null): ReadContent['message']['found'] {
  const originals = mail.nested.flatMap(({ subject, messageId, references, text }) => [
    subject,
    messageId,
    ...references,
    text,
  ]);
  const returned = (mail.returnedHeaders ?? []).map(({ value }) => value);
  const references = [...new Set([...(mail.inReplyTo === null ? [] : [mail.inReplyTo]), ...mail.references])];
  const places = [
    ...mail.deliveredTo,
    ...mail.to.map(({ address }) => address),
    ...mail.cc.map(({ address }) => address),
    mail.subject,
    ...references,
    mail.text,
    ...originals,
    ...returned,
  ];
  return {
    tokens: findTokens(places.join('\n')).map(({ token }) => token),
    caseNumbers: findCaseNumbers([mail.subject, mail.text].join('\n'), numbers),
    references: references.filter((id) => findTokens(id).length > 0),
  };
}

function storedText({ full, new: fresh, own, quoted, signature, interleaved }: SplitReply): StoredText {
  return { full, new: fresh, own, quoted, signature, interleaved };
}

function storedAddress(address: MailAddress | null): StoredAddress | null {
  const normal = address === null ? null : normaliseMail(address.address);
  return address === null || normal === null ? null : { address: normal, name: address.name };
}

function bounceLine({ status, action, class: severity }: BounceReport): BounceLine {
  if (action === 'delayed') {
    return { noticeId: null, status, outcome: 'delayed' };
  }
  return {
    noticeId: null,
    status,
    outcome: severity === null ? 'delivered' : severity === 'hard' ? 'failed-hard' : 'failed-soft',
  };
}
