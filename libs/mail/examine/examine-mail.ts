import type { BounceReport } from '../bounce/bounce-report.js';
import { readBounces } from '../bounce/read-bounces.js';
import { judgeSender, type SenderContext, type SenderJudgement } from '../machine-mail/judge-sender.js';
import { languageTag } from '../message/detect-language.js';
import type { ParsedMail } from '../parse/parsed-mail.js';
import { parseMail, serviceLimits } from '../parse/parse-mail.js';
import type { ParseLimits } from '../parse/parse-mail.js';
import { splitMail } from '../reply-text/split-mail.js';
import type { SplitReply } from '../reply-text/split-reply.js';

/** All that can be said of a mail by looking at nothing but the mail. */
export interface Examination {
  readonly mail: ParsedMail;
  readonly reply: SplitReply;
  readonly sender: SenderJudgement;
  /** Empty unless `sender.kind` is `bounce`, or a success notice. */
  readonly bounces: readonly BounceReport[];
  /** BCP 47 tag of the new text. */
  readonly language: string;
}

/** Parses a mail, divides its text and judges who wrote it. Never throws. */
export async function examineMail(
  raw: Buffer,
  context: SenderContext = {},
  limits: ParseLimits = serviceLimits,
): Promise<Examination> {
  const mail = await parseMail(raw, limits);
  const reply = splitMail(mail);
  const sender = judgeSender(mail, context);
  const notice = sender.kind === 'bounce' || (sender.kind === 'report' && mail.report?.type === 'delivery-status');
  return {
    mail,
    reply,
    sender,
    bounces: notice ? readBounces(mail) : [],
    language: languageTag(`${mail.subject}\n${reply.new}`),
  };
}
