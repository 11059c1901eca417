import { headerOf, type Header, type ParsedMail } from '../parse/parsed-mail.js';

/** A notice taken apart: what the server says, and what it gives back of our mail. */
export interface SplitNotice {
  readonly words: string;
  readonly returned: string;
}

const copyTitle =
  /^[\s>*#|]*(?:[-=_*+]{2,}[\s-]*(?:.*\b(?:copy|original|returned|undelivered|unsent|below this line|rejected|message (?:header|text|follows|content)|header of|headers? (?:follow|of)|start of)\b.*|.*(?:原邮件|原信|原始邮件|退回的邮件|邮件原文|以下是).*)|(?:this is a copy of|the (?:text|header|body|first|following)[^.]{0,30}(?:of )?(?:the|your) (?:original |undelivered )?(?:message|mail|e-?mail)|your (?:original )?message (?:reads|was|follows|text|header)|original message (?:follows|headers?|header)|message header|included (?:below )?is|received:? header|copy of (?:the|your)|headers? from original|below (?:is|are) (?:the|a copy)|原邮件(?:内容|信息|主题)?如下|以下(?:是|为)(?:您|原)?)[^\n]{0,80}[:：]?\s*)$/iu;
const headerLine =
  /^\s{0,4}>?\s?(?:received|return-path|message-id|mime-version|from|to|subject|date|x-[\w-]+|content-type|dkim-signature|reply-to)\s*:\s*\S/iu;

/** Index of the first line of the returned mail: a title over it, or a run of header lines. */
function returnedAt(lines: readonly string[]): number {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (i > 0 && copyTitle.test(line) && line.length < 160) {
      const below = lines.slice(i + 1, i + 12).filter((other) => headerLine.test(other)).length;
      if (below >= 2 || lines.length - i < 4) {
        return i;
      }
    }
    if (/^\s{0,4}>?\s?(?:received|return-path|x-[\w-]+|message-id|mime-version)\s*:\s*\S/iu.test(line)) {
      const around = lines.slice(i, i + 14).filter((other) => headerLine.test(other)).length;
      if (around >= 3) {
        return i;
      }
    }
  }
  return lines.length;
}

export function splitNotice(mail: ParsedMail): SplitNotice {
  const lines = mail.text.split('\n');
  const at = returnedAt(lines);
  return { words: lines.slice(0, at).join('\n'), returned: lines.slice(at).join('\n') };
}

/** Header fields of our mail that came back: the enclosed mail, its header part, or what stands in the text. */
export function returnedHeaders(mail: ParsedMail, notice: SplitNotice): readonly Header[] {
  const nested = mail.nested[0];
  if (nested !== undefined && nested.headers.length > 0) {
    return nested.headers;
  }
  if (mail.returnedHeaders !== null) {
    return mail.returnedHeaders;
  }
  const fields: Header[] = [];
  for (const line of notice.returned.split('\n').slice(0, 400)) {
    const match = /^\s{0,4}>?\s?([A-Za-z][\w-]{1,60})\s*:\s*(.*)$/u.exec(line);
    if (match !== null) {
      fields.push({ name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').trim() });
    } else if (fields.length > 0 && /^\s+\S/u.test(line)) {
      const last = fields.at(-1);
      if (last !== undefined) {
        fields[fields.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
      }
    }
  }
  return fields;
}

/** Whom our mail had gone to, as its own header says. */
export function returnedRecipients(headers: readonly Header[]): string[] {
  const to = headerOf({ headers }, 'to') ?? headerOf({ headers }, 'x-original-to') ?? '';
  return [...to.matchAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu)].map((match) => match[0]);
}
