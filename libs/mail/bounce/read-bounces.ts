import type { ParsedMail } from '../parse/parsed-mail.js';
import { classifyBounce, type BounceFacts } from './classify-bounce.js';
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

/** The words for people say more than "smtp;550" does. */
function completed(formal: readonly BounceFacts[], mail: ParsedMail): BounceFacts[] {
  return formal.map((facts) => {
    if (facts.diagnostic.replace(/[\d.\s#<>-]/gu, '').length >= 12) return facts;
    const { words } = splitNotice(mail);
    return { ...facts, diagnostic: `${facts.diagnostic} ${words}`.trim() };
  });
}

/** One report a recipient: the last group about it counts (a delay, then a failure). */
function merged(facts: readonly BounceFacts[]): BounceFacts[] {
  const byRecipient = new Map<string, BounceFacts>();
  for (const entry of facts) {
    const key = entry.recipient.toLowerCase();
    const known = byRecipient.get(key);
    if (known === undefined || known.diagnostic === '' || entry.diagnostic !== '') byRecipient.set(key, entry);
  }
  return [...byRecipient.values()];
}
