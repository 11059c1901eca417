/** An answer other than 250, as the SMTP server library wants it. */
export class SmtpReply extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
    this.name = 'SmtpReply';
  }
}

/** Answers with their enhanced codes (RFC 3463), by what they mean. */
export const smtpReplies = {
  tooLarge: (limitBytes: number) => new SmtpReply(552, `5.3.4 Message is larger than ${String(limitBytes)} bytes`),
  notHere: () => new SmtpReply(550, '5.1.1 No such mailbox here'),
  comeBack: () => new SmtpReply(451, '4.3.0 Cannot be taken now, try again later'),
  noRoom: () => new SmtpReply(452, '4.3.1 Too much mail at once, try again later'),
} as const;
