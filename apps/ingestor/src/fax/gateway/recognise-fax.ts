import { normalisePhone } from '#libs/mail/message/normalise-address.js';
import { headersOf, type ParsedMail } from '#libs/mail/parse/parsed-mail.js';
import type { SenderKind } from '#libs/mail/machine-mail/sender-kind.schema.js';
import type { DmarcVerdict } from '#libs/contracts/vocabulary.js';
import { typeOfContent } from '../../attachments/type-of-content.js';
import type { MailboxFax } from '../../plan/intake-plan.schema.js';
import type { CallerPlace, FaxForms } from './fax-gateways.schema.js';

/** What makes a mail a fax. */
export interface RecognisedFax {
  /** Key of the gateway's form. */
  readonly form: string;
  /** The preset's code of the entry. */
  readonly origin: string;
  /** In normal form; null where the number was withheld or stands nowhere. */
  readonly caller: string | null;
}

export interface FaxMailFacts {
  readonly mail: Pick<ParsedMail, 'from' | 'sender' | 'subject' | 'text' | 'headers' | 'attachments'>;
  readonly kind: SenderKind;
  readonly dmarc: DmarcVerdict;
}

const pageTypes: ReadonlySet<string> = new Set(['application/pdf', 'image/tiff']);

/**
 * Whether a mail is a fax that one of the mailbox's gateways has passed on: from the gateway's address, not proved to
 * be somebody else's, no bounce or report of the gateway, and with pages in it. Pure.
 */
export function recogniseFax(
  { mail, kind, dmarc }: FaxMailFacts,
  fax: MailboxFax,
  forms: FaxForms,
): RecognisedFax | null {
  const sender = [mail.from?.address, mail.sender?.address].flatMap((address) => address?.toLowerCase() ?? []);
  const gateway = fax.gateways.find(({ from }) => from.some((pattern) => sender.some((one) => fits(one, pattern))));
  const withPages = mail.attachments.some(({ content }) => isFaxFile(content));
  if (
    gateway === undefined ||
    !withPages ||
    dmarc === 'fail' ||
    kind === 'bounce' ||
    kind === 'report' ||
    kind === 'own'
  ) {
    return null;
  }
  const places = forms.get(gateway.form)?.caller ?? [];
  return { form: gateway.form, origin: fax.origin, caller: callerOf(places, mail) };
}

function callerOf(places: readonly CallerPlace[], mail: FaxMailFacts['mail']): string | null {
  for (const place of places) {
    const caller = callerIn(place, mail);
    if (caller !== null) {
      return caller;
    }
  }
  return null;
}

/** A file that holds fax pages, whatever its name says. */
export function isFaxFile(content: Buffer): boolean {
  return pageTypes.has(typeOfContent(content) ?? '');
}

function callerIn(place: CallerPlace, mail: FaxMailFacts['mail']): string | null {
  for (const text of textsOf(place, mail)) {
    const caller = normalisePhone(place.pattern.exec(text)?.groups?.['caller'] ?? '');
    if (caller !== null) {
      return caller;
    }
  }
  return null;
}

function textsOf(place: CallerPlace, mail: FaxMailFacts['mail']): string[] {
  switch (place.in) {
    case 'subject':
      return [mail.subject];
    case 'from':
      return [mail.from?.address ?? '', mail.from?.name ?? ''];
    case 'body':
      return [mail.text];
    case 'file-name':
      return mail.attachments.map(({ name }) => name);
    case 'header':
      return headersOf(mail, place.header);
  }
  return place satisfies never;
}

function fits(address: string, pattern: string): boolean {
  return pattern.startsWith('*@') ? address.endsWith(pattern.slice(1)) : address === pattern;
}
