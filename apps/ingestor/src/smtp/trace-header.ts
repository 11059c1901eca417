/** What SMTP said outside the mail. */
export interface SmtpEnvelope {
  /** Empty for the null path `<>` of bounces (RFC 5321 4.5.5). */
  readonly sender: string;
  readonly recipient: string;
  readonly helo: string;
  readonly clientAddress: string;
  readonly serverName: string;
  readonly transaction: string;
  readonly protocol: string;
}

/**
 * Lines that the last server writes on top of a mail (RFC 5321 4.4), so that the null path and the address that was
 * written to are in the raw mail, whichever way it came. `at` is machine time.
 */
export function traceHeader(envelope: SmtpEnvelope, at: Date): string {
  const { sender, recipient, helo, clientAddress, serverName, transaction, protocol } = envelope;
  return [
    `Return-Path: <${oneLine(sender)}>`,
    `Delivered-To: ${oneLine(recipient)}`,
    `Received: from ${oneLine(helo)} ([${oneLine(clientAddress)}])`,
    `\tby ${oneLine(serverName)} with ${oneLine(protocol)} id ${oneLine(transaction)};`,
    `\t${at.toUTCString().replace('GMT', '+0000')}`,
    '',
  ].join('\r\n');
}

/** Who handed in a mail that begins with a trace header of ours; null for any other. Pure. */
export function readTraceHeader(
  raw: Buffer,
): { readonly ip: string; readonly helo: string; readonly sender: string } | null {
  const head = raw.subarray(0, 4_096).toString('utf8');
  const found =
    /^Return-Path: <([^\r\n]*)>\r\nDelivered-To: [^\r\n]*\r\nReceived: from ([^\r\n]*) \(\[([^\]\r\n]*)\]\)\r\n/u.exec(
      head,
    );
  return found === null ? null : { sender: found[1] ?? '', helo: found[2] ?? '', ip: found[3] ?? '' };
}

/** No client may write a header line of its own through its greeting or its addresses. */
function oneLine(value: string): string {
  return value.replace(/[\u0000-\u001f\u007f]+/gu, ' ').slice(0, 512);
}
