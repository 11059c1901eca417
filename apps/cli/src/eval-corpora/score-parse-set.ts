import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { headersOf, type ParsedMail } from '#libs/mail/parse/parsed-mail.js';
import { ScoreSheet, type SetScore } from './set-score.js';

/** The value that an accessor of the Ruby set stands for; undefined where this product has no such thing. */
function propertyOf(mail: ParsedMail, property: string): unknown {
  const named = /^attachments(?:\[(\d+)\]|\.(first|last))\.(filename|decoded\.length|mime_type)$/u.exec(property);
  if (named !== null) {
    const at = named[2] === 'last' ? mail.attachments.length - 1 : Number(named[1] ?? 0);
    const file = mail.attachments[at];
    return named[3] === 'filename' ? file?.name : named[3] === 'mime_type' ? file?.type : file?.size;
  }
  switch (property) {
    case 'attachments.length':
    case 'attachments.size':
      return mail.attachments.length;
    case 'subject':
    case 'subject.to_s':
      return mail.subject;
    case 'message_id':
      return mail.messageId;
    case 'in_reply_to':
      return mail.inReplyTo;
    case 'references':
      return mail.references;
    case 'from':
      return mail.from === null ? [] : [mail.from.address];
    case 'to':
      return mail.to.map((entry) => entry.address);
    case 'cc':
      return mail.cc.map((entry) => entry.address);
    case 'reply_to':
      return mail.replyTo.map((entry) => entry.address);
    case 'date':
      return mail.date;
    case 'return_path':
      return mail.returnPath;
    default:
      return undefined;
  }
}

function same(found: unknown, expected: unknown): boolean {
  if (typeof expected === 'string' && typeof found === 'string') {
    return (
      found.trim() === expected.trim() || (/^\d{4}-/u.test(expected) && Date.parse(found) === Date.parse(expected))
    );
  }
  if (Array.isArray(found) && typeof expected === 'string') {
    return found.join(', ') === expected;
  }
  return JSON.stringify(found) === JSON.stringify(expected);
}

const Assertions = z.record(
  z.string(),
  z.array(z.looseObject({ property: z.string(), expected: z.unknown(), datetime: z.unknown().optional() })),
);

/** Scores the assertions of the Ruby set that this product has an answer to. */
export async function scoreRubySet(folder: string, set: string): Promise<SetScore> {
  const sheet = new ScoreSheet(set, 'parsed fields');
  const all = Assertions.parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
  for (const [file, assertions] of Object.entries(all)) {
    const mail = await parseMail(await readFile(join(folder, file)));
    for (const assertion of assertions) {
      const found = propertyOf(mail, assertion.property);
      if (found === undefined && !assertion.property.startsWith('attachments[')) {
        continue;
      }
      sheet.mark(
        `${file} ${assertion.property}`,
        same(found, assertion.expected),
        `expected ${JSON.stringify(assertion.expected)}, found ${JSON.stringify(found)}`,
      );
    }
  }
  return sheet.score();
}

const InlineCases = z.array(
  z.looseObject({ test: z.string(), property: z.string(), input_base64: z.string(), expected: z.unknown() }),
);

function blanks(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Scores the small inline mails of mailparser's own tests. */
export async function scoreInlineSet(folder: string, set: string): Promise<SetScore> {
  const sheet = new ScoreSheet(set, 'parsed fields');
  const all = InlineCases.parse(JSON.parse(await readFile(join(folder, 'inline_cases.json'), 'utf8')));
  for (const { test, property, input_base64, expected } of all) {
    const mail = await parseMail(Buffer.from(input_base64, 'base64'));
    const header = /^headers\.(.+)$/u.exec(property)?.[1];
    const found =
      property === 'text'
        ? mail.text
        : property === 'references'
          ? mail.references
          : /^date/u.test(property)
            ? mail.date
            : header !== undefined
              ? headersOf(mail, header.toLowerCase())[0]
              : undefined;
    if (found === undefined || typeof expected !== 'string') {
      continue;
    }
    const right =
      typeof found === 'string'
        ? blanks(found) === blanks(expected) || Date.parse(found) === Date.parse(expected)
        : JSON.stringify(found) === JSON.stringify(expected);
    sheet.mark(
      `${test} ${property}`,
      right,
      `expected ${JSON.stringify(expected).slice(0, 120)}, found ${JSON.stringify(found).slice(0, 120)}`,
    );
  }
  return sheet.score();
}
