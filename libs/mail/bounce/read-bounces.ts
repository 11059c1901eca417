import type { ParsedMail } from '../parse/parsed-mail.js';
import { classifyBounce, findStage, type BounceFacts } from './classify-bounce.js';
import type { BounceReport } from './bounce-report.js';
import { readDeliveryStatus } from './read-delivery-status.js';
import { readNoticeText } from './read-notice-text.js';
import { splitNotice } from './split-notice.js';

/**
 * Who did not get our mail and why: from the delivery status part where there is one (its words completed by the
 * text for people), else from the text. For mails judged to be bounces; never throws.
 */
export function readBounces(mail: ParsedMail): BounceReport[] {
  const formal = readDeliveryStatus(mail).filter((facts) => facts.recipient !== '' || facts.diagnostic !== '');
  const facts = formal.length > 0 ? completed(formal, mail) : readNoticeText(mail);
  return merged(facts).map(classifyBounce);
}

/** The words for people say more than "smtp;550" does, and often which command was refused. */
function completed(formal: readonly BounceFacts[], mail: ParsedMail): BounceFacts[] {
  const told = readNoticeText(mail);
  return formal.map((facts) => {
    const own = told.find((other) => other.recipient.toLowerCase() === facts.recipient.toLowerCase());
    const words = own?.diagnostic ?? (formal.length === 1 ? splitNotice(mail).words : '');
    const stage = findStage(`${facts.diagnostic}\n${words}`);
    if (facts.diagnostic.replace(/[\d.\s#<>-]/gu, '').length >= 12) {
      return { ...facts, stage };
    }
    return { ...facts, diagnostic: `${facts.diagnostic}\n${words}`.trim(), stage };
  });
}

/** One report a recipient: the last group about it counts (a delay, then a failure). */
function merged(facts: readonly BounceFacts[]): BounceFacts[] {
  const byRecipient = new Map<string, BounceFacts>();
  for (const entry of facts) {
    const key = entry.recipient.toLowerCase();
    const known = byRecipient.get(key);
    if (known === undefined || known.diagnostic === '' || entry.diagnostic !== '') {
      byRecipient.set(key, entry);
    }
  }
  return [...byRecipient.values()];
}
