import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readBounces } from '#libs/mail/bounce/read-bounces.js';
import { judgeSender } from '#libs/mail/machine-mail/judge-sender.js';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { ScoreSheet, type SetScore } from './set-score.js';

const Recipient = z.looseObject({ delivery_status: z.string(), reason: z.string(), hardbounce: z.boolean() });
const Expected = z.record(z.string(), z.array(Recipient));

function kindOf(expected: readonly z.infer<typeof Recipient>[]): readonly string[] {
  const reason = expected[0]?.reason;
  switch (reason) {
    case undefined:
      return ['person', 'list', 'auto-reply', 'report'];
    case 'feedback':
    case 'delivered':
      return ['report'];
    case 'vacation':
      return ['auto-reply'];
    default:
      return ['bounce'];
  }
}

/** Scores kind, recipients, class, status class digit and reason of a set of bounces against `expected.json`. */
export async function scoreBounceSet(folder: string, set: string): Promise<SetScore[]> {
  const kinds = new ScoreSheet(set, 'kind');
  const counts = new ScoreSheet(set, 'recipients');
  const classes = new ScoreSheet(set, 'hard or soft');
  const digits = new ScoreSheet(set, 'status class');
  const reasons = new ScoreSheet(set, 'reason');
  const all = Expected.parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
  for (const [file, expected] of Object.entries(all)) {
    const mail = await parseMail(await readFile(join(folder, file)));
    const { kind, signals } = judgeSender(mail);
    const wanted = kindOf(expected);
    kinds.mark(
      file,
      wanted.includes(kind),
      `expected ${wanted.join('|')}, found ${kind} (${signals.map((signal) => `${signal.rule} ${String(signal.weight)}`).join(', ')})`,
    );
    if (!wanted.includes('bounce')) {
      continue;
    }
    const found = readBounces(mail);
    counts.mark(
      file,
      found.length === expected.length,
      `expected ${String(expected.length)}, found ${found.map((report) => report.recipient).join(' ')}`,
    );
    for (const [index, recipient] of expected.entries()) {
      const report = found[index];
      const key = expected.length > 1 ? `${file}#${String(index)}` : file;
      const words = report?.diagnostic.slice(0, 220) ?? '';
      classes.mark(
        key,
        (report?.class === 'hard') === recipient.hardbounce,
        `expected ${recipient.hardbounce ? 'hard' : 'soft'} ${recipient.reason}, found ${report?.class ?? 'none'} ${report?.reason ?? ''} by ${report?.rule ?? ''}`,
      );
      if (recipient.delivery_status !== '') {
        digits.mark(
          key,
          report?.status.charAt(0) === recipient.delivery_status.charAt(0),
          `expected ${recipient.delivery_status}, found ${report?.status ?? ''}`,
        );
      }
      reasons.mark(
        key,
        report?.reason === recipient.reason,
        `expected ${recipient.reason}, found ${report?.reason ?? ''} by ${report?.rule ?? ''} ${report?.status ?? ''}: ${words}`,
      );
    }
  }
  return [kinds, counts, classes, digits, reasons].map((sheet) => sheet.score());
}
