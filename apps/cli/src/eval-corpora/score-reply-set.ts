import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { splitReply } from '#libs/mail/reply-text/split-reply.js';
import { ScoreSheet, type SetScore } from './set-score.js';

const ByIndex = z.union([z.array(z.boolean()), z.record(z.string(), z.boolean())]);
const Expectation = z.looseObject({
  reply: z.string().optional(),
  visible_text: z.string().optional(),
  first_fragment: z.string().optional(),
  first_fragment_trimmed: z.string().optional(),
  first_fragment_contains: z.array(z.string()).optional(),
  first_fragment_not_contains: z.array(z.string()).optional(),
  reply_contains: z.union([z.string(), z.array(z.string())]).optional(),
  reply_not_contains: z.union([z.string(), z.array(z.string())]).optional(),
  fragment_regex: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  fragment_equals: z.record(z.string(), z.string()).optional(),
  hidden: ByIndex.optional(),
  template: z.string().optional(),
  substitutions: z.array(z.string()).optional(),
});
type Expectation = z.infer<typeof Expectation>;

function normal(text: string): string {
  return text
    .replace(/\r/gu, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{2,}/gu, '\n\n')
    .trim();
}

function list(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** Null where the expectation says nothing about the new text. */
function faultOf(found: string, expected: Expectation): string | null | undefined {
  const whole =
    expected.reply ??
    expected.visible_text ??
    (expected.hidden === undefined ? (expected.first_fragment ?? expected.first_fragment_trimmed) : undefined);
  let judged = false;
  if (whole !== undefined) {
    if (normal(whole) !== normal(found)) {
      return `expected ${JSON.stringify(normal(whole).slice(-120))}, found ${JSON.stringify(normal(found).slice(-160))}`;
    }
    judged = true;
  }
  for (const part of [...list(expected.reply_contains), ...list(expected.first_fragment_contains)]) {
    judged = true;
    if (!normal(found).includes(normal(part))) {
      return `misses ${JSON.stringify(part.slice(0, 80))}`;
    }
  }
  for (const part of [...list(expected.reply_not_contains), ...list(expected.first_fragment_not_contains)]) {
    judged = true;
    if (normal(found).includes(normal(part))) {
      return `still has ${JSON.stringify(part.slice(0, 80))}`;
    }
  }
  const hidden = new Map(Object.entries(expected.hidden ?? {}));
  const isHidden = (index: string): boolean | undefined => hidden.get(index) ?? (index === '0' ? false : undefined);
  for (const [index, patterns] of Object.entries(expected.fragment_regex ?? {})) {
    for (const pattern of list(patterns)) {
      const state = isHidden(index);
      if (state === undefined) {
        continue;
      }
      judged = true;
      if (new RegExp(pattern, 'm').test(found) === state) {
        return `${state ? 'still has' : 'misses'} /${pattern}/, found ${JSON.stringify(found.slice(-160))}`;
      }
    }
  }
  for (const [index, text] of Object.entries(expected.fragment_equals ?? {})) {
    const state = isHidden(index);
    if (state === undefined) {
      continue;
    }
    judged = true;
    if (normal(found).includes(normal(text)) === state) {
      return `${state ? 'still has' : 'misses'} ${JSON.stringify(text.slice(0, 80))}`;
    }
  }
  return judged ? null : undefined;
}

/** Scores the new text of a set of plain-text mails against `expected.json`. */
export async function scoreReplySet(folder: string, set: string): Promise<SetScore> {
  const sheet = new ScoreSheet(set, 'new text');
  const all = z
    .record(z.string(), Expectation)
    .parse(JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')));
  for (const [file, expected] of Object.entries(all)) {
    const text = await readFile(join(folder, 'emails', file), 'utf8');
    const { template, substitutions } = expected;
    const variants =
      template === undefined ? [text] : (substitutions ?? []).map((by) => text.replace(template, () => by));
    for (const [index, variant] of variants.entries()) {
      const fault = faultOf(splitReply(variant).new, expected);
      if (fault !== undefined) {
        sheet.mark(variants.length > 1 ? `${file}#${String(index)}` : file, fault === null, fault ?? '');
      }
    }
  }
  return sheet.score();
}
