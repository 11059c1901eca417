import { createHash } from 'node:crypto';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import type { StoredFax } from '#libs/mail/message/stored-message.schema.js';
import { foundIn, plainText } from '../process/plain-text.js';
import type { ReadContent, ReadFile } from '../process/read-content.js';
import type { FaxSheets } from './fax-reader.js';
import type { RecognisedFax } from './gateway/recognise-fax.js';

/** A gateway's mail as the fax that it passes on: the caller is the party, and what the gateway wrote is nobody's words. */
export function faxContent(mail: ReadContent, fax: RecognisedFax): ReadContent {
  const { caller } = fax;
  return {
    ...mail,
    fax,
    message: {
      ...mail.message,
      channel: 'fax',
      from: caller === null ? null : { address: caller, name: '' },
      replyTo: null,
      cc: [],
      subject: '',
      inReplyTo: null,
      references: [],
      language: 'zh',
      text: plainText(''),
      found: { tokens: [], caseNumbers: [], references: [] },
      kind: 'person',
      warnings: [...mail.message.warnings, ...(caller === null ? ['fax-caller-unknown'] : [])],
    },
    bounces: [],
    absent: false,
  };
}

/** The same with what was read of its pages. */
export function withSheets(
  message: ReadContent['message'],
  sheets: FaxSheets,
  numbers: RegExp | null,
): ReadContent['message'] {
  const { text, warnings } = sheets;
  return {
    ...message,
    text: plainText(text),
    language: text === '' ? message.language : detectLanguage(text),
    found: foundIn(text, numbers),
    warnings: [...message.warnings, ...warnings],
    fax: storedFax(sheets),
  };
}

/** The images of the pages, as files of the message. */
export function pageFiles({ pages }: FaxSheets): (ReadFile & { readonly page: number })[] {
  return pages.map(({ image }, index) => {
    const content = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
    return {
      name: `传真第${String(index + 1)}页.png`,
      type: 'image/png',
      content,
      sha256: createHash('sha256').update(content).digest('hex'),
      inline: false,
      page: index + 1,
    };
  });
}

function storedFax({ total, sure, confidence, pages }: FaxSheets): StoredFax {
  return {
    pages: total,
    text: sure ? 'recognised' : 'unsure',
    confidence: confidence === null ? null : Math.round(confidence * 10) / 10,
    prints: pages.map(({ print }) => print),
  };
}
