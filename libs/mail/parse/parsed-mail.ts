import type { MailAddress } from '../mime/mail-address.js';
import type { HtmlLine } from '../html/read-html.js';

/** A decoded header field, `name` in lower case, in the order of the mail. */
export interface Header {
  readonly name: string;
  readonly value: string;
}

export interface ParsedAttachment {
  /** As the sender named it, path parts and control characters taken off; '' where it has no name. */
  readonly name: string;
  /** Type as declared, in lower case. */
  readonly type: string;
  readonly content: Buffer;
  /** Bytes of `content`. */
  readonly size: number;
  /** Hex SHA-256 of `content`. */
  readonly sha256: string;
  /** Part of the page rather than a file beside it. */
  readonly inline: boolean;
  readonly contentId: string | null;
}

/** One component of a calendar part (RFC 5545), what a person needs of it. */
export interface CalendarEvent {
  readonly method: string | null;
  readonly summary: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly location: string;
  readonly organizer: string | null;
}

/**
 * What can be said of a signature (RFC 8551) without trusting anybody's certificate.
 *
 * intact     digest and signature fit the enclosed certificate; `signer` is its mail address
 * broken     they do not
 * unchecked  a signature is there, nothing could be computed
 */
export interface SignatureState {
  readonly kind: 'smime' | 'pgp';
  readonly state: 'intact' | 'broken' | 'unchecked';
  readonly signer: string | null;
}

export const parseWarnings = [
  'parse-failed',
  'budget-exceeded',
  'headers-cut',
  'too-deep',
  'too-many-parts',
  'boundary-missing',
  'charset-detected',
  'charset-fallback',
  'no-from',
  'several-from',
  'no-date',
  'no-message-id',
  'text-cut',
  'html-cut',
  'many-links',
  'tnef-unreadable',
  'smime-unreadable',
  'calendar-unreadable',
  'nested-unreadable',
  'encrypted',
  'attachments-cut',
] as const;
export type ParseWarning = (typeof parseWarnings)[number];

/** The machine-readable part of a multipart/report (RFC 6522), as groups of fields. */
export interface ReportPart {
  readonly type: 'delivery-status' | 'disposition-notification' | 'feedback-report';
  readonly groups: readonly (readonly Header[])[];
}

/** A mail as read. Nothing in it is thrown away: what no helper could read is among the attachments. */
export interface ParsedMail {
  readonly headers: readonly Header[];
  /** Content type of the whole mail with its report-type, e.g. `multipart/report; delivery-status`. */
  readonly contentType: { readonly value: string; readonly reportType: string | null };
  readonly from: MailAddress | null;
  readonly sender: MailAddress | null;
  /** Envelope sender as the last server noted it: '' for the null path, null where unknown. */
  readonly returnPath: string | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Delivered-To, X-Original-To and the like: where the mail really went. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  /** ISO instant of the Date header. */
  readonly date: string | null;
  /** Without angle brackets; '' where there is none. */
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** The whole text a person would read, from the plain part or made from HTML; never HTML. */
  readonly text: string;
  readonly textFrom: 'plain' | 'html' | 'none';
  /** Lines of the HTML body with what its markup says; null without HTML. */
  readonly htmlLines: readonly HtmlLine[] | null;
  readonly attachments: readonly ParsedAttachment[];
  /** Mails inside this one (forwarded complaints, returned originals); their files are not repeated in `attachments`. */
  readonly nested: readonly ParsedMail[];
  readonly report: ReportPart | null;
  /** A text/rfc822-headers part: the returned header of the original (RFC 6522 4). */
  readonly returnedHeaders: readonly Header[] | null;
  readonly calendar: readonly CalendarEvent[];
  readonly signature: SignatureState | null;
  readonly warnings: readonly ParseWarning[];
}

export function headerOf(mail: Pick<ParsedMail, 'headers'>, name: string): string | null {
  return mail.headers.find((header) => header.name === name)?.value ?? null;
}

export function headersOf(mail: Pick<ParsedMail, 'headers'>, name: string): string[] {
  return mail.headers.filter((header) => header.name === name).map((header) => header.value);
}
