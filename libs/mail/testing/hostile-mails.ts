const plain = 'From: w@example.com\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n';
const html = plain.replace('plain', 'html');
const bounce = plain.replace('w@example.com', 'mailer-daemon@example.com').replace('Subject: x', 'Subject: 系统退信');

/** A mail that makes a careless reader go over its text again and again. */
export interface HostileMail {
  readonly what: string;
  /** So many that the whole mail is as long as the longest that is worth trying. */
  readonly most: number;
  readonly mail: (times: number) => string;
}

const repeated = (what: string, most: number, part: string, head = plain): HostileMail => ({
  what,
  most,
  mail: (times) => head + part.repeat(times),
});

export const hostileMails: readonly HostileMail[] = [
  repeated('rules', 50_000, `${'-'.repeat(20)}\n`),
  repeated('signs of quotation', 1_000_000, '>'),
  repeated('beginnings of an introduction', 19_000, '在 2026年11月20日，\n'),
  repeated('header blocks', 10_000, '发件人: a <a@b.cc>\n发送时间: x\n主题: c\n\n'),
  repeated('lines of bars', 9_500, '| |\nx\n'),
  repeated('mail addresses', 100_000, 'a@b.cc '),
  repeated('letters of one word', 1_000_000, 'a'),
  repeated('unclosed tags', 300_000, '<', html),
  repeated('quotations in each other', 50_000, '<blockquote>', html),
  repeated('times the same reason in a bounce', 40_000, '550 user unknown a@b.cc\n', bounce),
];
