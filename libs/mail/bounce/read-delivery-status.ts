import { headerOf, type Header, type ParsedMail } from '../parse/parsed-mail.js';
import type { BounceFacts } from './classify-bounce.js';

function recipientOf(group: readonly Header[]): string | null {
  const value =
    headerOf({ headers: group }, 'final-recipient') ??
    headerOf({ headers: group }, 'original-recipient') ??
    headerOf({ headers: group }, 'x-actual-recipient');
  if (value === null) {
    return null;
  }
  return value
    .replace(/^[\w-]+\s*;\s*/u, '')
    .replace(/^<|>$/gu, '')
    .trim();
}

/** Per-recipient groups of a delivery status part (RFC 3464 2.3). Groups without a recipient speak of the whole mail. */
export function readDeliveryStatus(mail: ParsedMail): BounceFacts[] {
  if (mail.report?.type !== 'delivery-status') {
    return [];
  }
  const facts: BounceFacts[] = [];
  for (const group of mail.report.groups) {
    const recipient = recipientOf(group);
    const action = headerOf({ headers: group }, 'action') ?? '';
    const status = /[245]\.\d{1,3}\.\d{1,3}/u.exec(headerOf({ headers: group }, 'status') ?? '')?.[0] ?? '';
    if (recipient === null && status === '' && action === '') {
      continue;
    }
    const diagnostics = group
      .filter(
        (header) =>
          header.name === 'diagnostic-code' || header.name === 'x-postfix' || header.name === 'x-sendgrid-diagnostic',
      )
      .map((header) => header.value.replace(/^(?:smtp|x-[\w-]+|lmtp)\s*;\s*/iu, ''));
    facts.push({ recipient: recipient ?? '', diagnostic: diagnostics.join(' '), status, action, stage: null });
  }
  return facts;
}
