import type { ParsedMail } from '../parse/parsed-mail.js';
import { splitReply, type SplitReply } from './split-reply.js';

/**
 * The reply text of a mail: from its plain form; from the HTML where there is no plain one, or where only the markup
 * shows what is quoted.
 */
export function splitMail(mail: Pick<ParsedMail, 'text' | 'textFrom' | 'htmlLines'>): SplitReply {
  if (mail.htmlLines === null) {
    return splitReply(mail.text);
  }
  if (mail.textFrom === 'html') {
    return splitReply(mail.text, mail.htmlLines);
  }
  const plain = splitReply(mail.text);
  if (plain.quoted !== '' || mail.htmlLines.every((line) => line.mark !== 'quote' && line.depth === 0)) {
    return plain;
  }
  const html = splitReply(mail.text, mail.htmlLines);
  // The markup knows of a quotation that the plain form does not show; its own words are a part of the plain ones.
  return html.own !== '' && html.own.length < plain.own.length ? html : plain;
}
