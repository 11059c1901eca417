/** What somebody who has just started Redress needs to know to see it work. */
export interface BannerFacts {
  /** Null when no mail is taken by SMTP. */
  readonly smtp: { readonly host: string; readonly port: number } | null;
  /** An address that the intake plan accepts. Null when it has no mailbox. */
  readonly complaintsTo: string | null;
  readonly webUrl: string | null;
  /** Null when mails really leave. */
  readonly maildir: string | null;
  readonly mailServer: string | null;
  /** Null when the database was given. */
  readonly dataDir: string | null;
  /** Where the vault's generated keys lie. Null when keys are configured. */
  readonly keysFile: string | null;
  readonly logFile: string;
  /** A complaint to try it with. */
  readonly sample: string;
}

/** The banner as lines. */
export function bannerLines(facts: BannerFacts): string[] {
  return [
    'Redress is running. Ctrl-C stops it in order.',
    '',
    ...intakeLines(facts),
    ...outgoingLines(facts),
    '',
    'Handlers answer the mails they get; the first line of the reply is the command (接单, 方案, 完成, 帮助 ...).',
    ...replyLines(facts),
    '',
    ...(facts.dataDir === null
      ? ['State      the database of DATABASE_URL']
      : [`State      ${facts.dataDir} (database and contents)`]),
    ...keyLines(facts),
    `Log        ${facts.logFile}`,
  ];
}

function intakeLines({ smtp, complaintsTo, webUrl, sample }: BannerFacts): string[] {
  const web = webUrl === null ? [] : [`Web        ${webUrl} (webhooks and forms; health at ${webUrl}/health/ready)`];
  if (smtp === null || complaintsTo === null) {
    return ['Complaints by the mailboxes of the intake plan', ...web];
  }
  return [
    `Complaints by mail to ${complaintsTo}, handed in over SMTP at ${smtp.host}:${String(smtp.port)}`,
    ...web,
    '',
    'A first complaint:',
    `  curl -sS smtp://${smtp.host}:${String(smtp.port)} --mail-from customer@example.com --mail-rcpt ${complaintsTo} --upload-file ${sample}`,
    '',
  ];
}

function outgoingLines({ maildir, mailServer }: BannerFacts): string[] {
  return maildir === null
    ? [`Answers    leave by ${mailServer ?? 'the mail server configured'}`]
    : [`Answers    are not sent to anybody, they lie in ${maildir}/new (REDRESS_SMTP_URL sends them)`];
}

function replyLines({ maildir, smtp }: BannerFacts): string[] {
  if (maildir === null || smtp === null) {
    return [];
  }
  return [`To answer as the person who got a mail: bin/redress answer ${maildir}/new/<file> 接单`];
}

function keyLines({ keysFile }: BannerFacts): string[] {
  return keysFile === null
    ? []
    : [
        `Keys       ${keysFile}, generated: keep a copy elsewhere.`,
        '           Without them nobody can read the complaints; whoever has them and the database can read all.',
      ];
}
