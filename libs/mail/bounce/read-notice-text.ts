import { headersOf, type ParsedMail } from '../parse/parsed-mail.js';
import { findStage, type BounceFacts } from './classify-bounce.js';
import { returnedHeaders, returnedRecipients, splitNotice } from './split-notice.js';

const address = /[^\s<>"'()（）[\],;:：，。]+@[^\s<>"'()（）[\],;:：，。]+\.[^\s<>"'()（）[\],;:：，。]+[A-Za-z0-9]/gu;
/** Addresses that a server names without meaning the recipient. */
const notRecipient =
  /^(?:mailer-daemon|postmaster|mail-daemon|daemon|root|no-?reply|do-?not-?reply|support|abuse|help|helpdesk|hostmaster|webmaster|admin(?:istrator)?)@/iu;
const MAX_RECIPIENTS = 100;

interface Mention {
  readonly address: string;
  readonly line: number;
  /** The line begins with it, or names it as the recipient. */
  readonly leads: boolean;
  /** Our own To line, repeated by the server. */
  readonly echoed: boolean;
}

const leading =
  /^[\s>*•-]*(?:(?:<<<\s*)?[245]\d\d(?:[ -][245]\.\d{1,3}\.\d{1,3})?|<|"|'|\(|address:|recipient(?:\(s\)|s)?:?|to:|rcpt to:|final-recipient:|original-recipient:|失败的收件人|收件人(?:地址|邮箱)?[：:]?|接收人[：:]?|收信人[：:]?|the following address|failed recipient|e-?mail address:|deliver(?:y|ing) (?:to|of)[^<@]{0,40}|user|your (?:message|mail|e-?mail) to|(?:rfc822|unknown|smtp);)?\s*[<"'([]?\s*$/iu;

function mentionsIn(lines: readonly string[], refused: ReadonlySet<string>): Mention[] {
  const found: Mention[] = [];
  for (const [index, line] of lines.entries()) {
    if (
      /^\s*(?:message-?id|in-reply-to|references|reporting-mta|from|发件人|寄件人|sender|return-path|reply-to|x-[\w-]+)\s*[:：]/iu.test(
        line,
      )
    ) {
      continue;
    }
    for (const match of line.matchAll(address)) {
      const bare = match[0].replace(/^(?:rfc822;|mailto:|smtp:)/iu, '').replace(/[.>]+$/u, '');
      if (refused.has(bare.toLowerCase()) || notRecipient.test(bare)) {
        continue;
      }
      found.push({
        address: bare,
        line: index,
        leads: leading.test(line.slice(0, match.index)),
        echoed:
          /^\s*(?:to|cc|收件人)\s*[:：]/iu.test(line) &&
          /^\s*(?:subject|主题|sent|date)\s*[:：]/iu.test(lines[index + 1] ?? ''),
      });
    }
  }
  return found;
}

/**
 * Reads a failure notice that is not RFC 3464: recipients from X-Failed-Recipients, from the lines that name them,
 * or from the header of the mail that came back; the words round each as its diagnostic.
 */
export function readNoticeText(mail: ParsedMail): BounceFacts[] {
  const notice = splitNotice(mail);
  const lines = notice.words.split('\n');
  const ours = new Set([...mail.to, ...mail.cc].map((entry) => entry.address.toLowerCase()));
  const refused = new Set([...ours, mail.from?.address.toLowerCase() ?? '']);
  const mentions = mentionsIn(lines, refused);
  const failed = headersOf(mail, 'x-failed-recipients')
    .flatMap((value) => value.split(/[,\s]+/u))
    .filter((value) => value.includes('@'));
  const leads = mentions.filter((mention) => mention.leads);
  const strong = leads.some((mention) => !mention.echoed) ? leads.filter((mention) => !mention.echoed) : leads;
  const named = unique(
    strong.length > 0
      ? strong.map((mention) => mention.address)
      : mentions.slice(0, 1).map((mention) => mention.address),
  );
  const original = returnedHeaders(mail, notice);
  const recipients =
    named.length > 0 && (failed.length === 0 || named.length <= failed.length)
      ? named
      : failed.length > 0
        ? unique(failed)
        : unique(returnedRecipients(original)).slice(0, 1);
  const chosen = (recipients.length > 0 ? recipients : ['']).slice(0, MAX_RECIPIENTS);
  return chosen.map((recipient) => {
    const diagnostic = wordsFor(recipient, chosen, mentions, lines);
    return { recipient, diagnostic, status: '', action: '', stage: findStage(diagnostic) };
  });
}

function unique(addresses: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const entry of addresses) {
    if (!seen.has(entry.toLowerCase())) {
      seen.set(entry.toLowerCase(), entry);
    }
  }
  return [...seen.values()];
}

/** The lines from where a recipient is named to where the next one is; for a lone recipient all words. */
function wordsFor(
  recipient: string,
  all: readonly string[],
  mentions: readonly Mention[],
  lines: readonly string[],
): string {
  if (all.length <= 1) {
    return lines.join('\n').trim();
  }
  const own = mentions
    .filter((mention) => mention.address.toLowerCase() === recipient.toLowerCase())
    .map((mention) => mention.line);
  const others = mentions
    .filter((mention) => mention.leads && mention.address.toLowerCase() !== recipient.toLowerCase())
    .map((mention) => mention.line);
  const parts = own.map((line) =>
    lines.slice(line, Math.min(lines.length, ...others.filter((other) => other > line))).join('\n'),
  );
  return parts.join('\n').trim();
}
