import type { Examination } from '#libs/mail/examine/examine-mail.js';
import type { MailAddress } from '#libs/mail/mime/mail-address.js';

/** What `bin/redress inspect` prints for one file. Field names are the command's interface. */
export interface InspectionLine {
  readonly file: string;
  readonly kind: string;
  readonly signals: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly weight: number;
    readonly evidence: string;
  }[];
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly date: string | null;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly lang: string;
  readonly text: { readonly full: string; readonly new: string; readonly quoted: string; readonly signature: string };
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly size: number;
    readonly sha256: string;
    readonly inline: boolean;
  }[];
  readonly bounce: readonly {
    readonly recipient: string;
    readonly status: string;
    readonly action: string;
    readonly class: string | null;
    readonly reason: string;
    readonly rule: string;
  }[];
  readonly warnings: readonly string[];
}

/** A mail, once examined, as one line's object. */
export function inspectionLine(file: string, { mail, reply, sender, bounces, language }: Examination): InspectionLine {
  return {
    file,
    kind: sender.kind,
    signals: sender.signals.map(({ rule, kind, weight, evidence }) => ({ rule, kind, weight, evidence })),
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    date: mail.date,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    lang: language,
    text: { full: reply.full, new: reply.new, quoted: reply.quoted, signature: reply.signature },
    attachments: mail.attachments.map(({ name, type, size, sha256, inline }) => ({ name, type, size, sha256, inline })),
    bounce: bounces.map((report) => ({
      recipient: report.recipient,
      status: report.status,
      action: report.action,
      class: report.class,
      reason: report.reason,
      rule: report.rule,
    })),
    warnings: mail.warnings,
  };
}

/** The same for a file that could not be read at all. */
export function unreadableLine(file: string, warning: string): InspectionLine {
  return {
    file,
    kind: 'person',
    signals: [],
    from: null,
    to: [],
    subject: '',
    date: null,
    messageId: '',
    inReplyTo: null,
    references: [],
    lang: 'und',
    text: { full: '', new: '', quoted: '', signature: '' },
    attachments: [],
    bounce: [],
    warnings: [warning],
  };
}
