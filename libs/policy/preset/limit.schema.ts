import { z } from 'zod';

/**
 * An amount of time as a preset writes it: `60s`, `15min`, `24h`, `2 days`, `3 working days`, `1 month`,
 * `set by management`, `set by plan`.
 *
 * time      counts on the clock of the entry: round the clock, or in working hours only
 * working-days  the start day is not counted; due at close of business of the last one
 * months    due at the end of the corresponding day
 * set       nobody knows until that party fixes it for the case (PC-10.1); no due instant until then
 */
export type Limit =
  | { readonly kind: 'time'; readonly seconds: number; readonly text: string }
  | { readonly kind: 'working-days'; readonly days: number; readonly text: string }
  | { readonly kind: 'months'; readonly months: number; readonly text: string }
  | { readonly kind: 'set'; readonly by: 'management' | 'plan'; readonly text: string };

const secondsOf = { s: 1, min: 60, h: 3_600, day: 86_400, days: 86_400 } as const;

/** Reads the grammar above; null where the text does not follow it. */
export function parseLimit(text: string): Limit | null {
  const plain = text.trim();
  const set = /^set by (management|plan)$/u.exec(plain);
  if (set?.[1] === 'management' || set?.[1] === 'plan') {
    return { kind: 'set', by: set[1], text: plain };
  }
  const amount = /^(\d+) ?(s|min|h|days?|working days?|months?)$/u.exec(plain);
  if (amount?.[1] === undefined || amount[2] === undefined) {
    return null;
  }
  const count = Number(amount[1]);
  const unit = amount[2];
  if (unit.startsWith('working')) {
    return { kind: 'working-days', days: count, text: plain };
  }
  if (unit.startsWith('month')) {
    return { kind: 'months', months: count, text: plain };
  }
  return { kind: 'time', seconds: count * secondsOf[unit as keyof typeof secondsOf], text: plain };
}

const grammar = 'write 60s, 15min, 24h, 2 days, 3 working days, 1 month, set by management or set by plan';

/** Any limit. */
export const LimitText = z.string().transform((text, context): Limit => {
  const limit = parseLimit(text);
  if (limit === null) {
    context.addIssue({ code: 'custom', message: `not a limit: ${grammar}` });
    return z.NEVER;
  }
  return limit;
});

/** An amount of time that is always known beforehand. */
export const SpanText = LimitText.refine((limit) => limit.kind !== 'set', 'must be an amount of time');
export type Span = Exclude<Limit, { kind: 'set' }>;

/** Round-the-clock seconds: waits and windows of the machinery. */
export const SecondsText = z.string().transform((text, context): number => {
  const limit = parseLimit(text);
  if (limit?.kind !== 'time') {
    context.addIssue({ code: 'custom', message: 'must be an amount of plain time such as 60s, 2min or 24h' });
    return z.NEVER;
  }
  return limit.seconds;
});

/** When to warn: `80%` of the limit gone, or `30min before` it is due. */
export type WarnPoint =
  | { readonly kind: 'share'; readonly share: number; readonly text: string }
  | { readonly kind: 'before'; readonly seconds: number; readonly text: string };

export const WarnPointText = z.string().transform((text, context): WarnPoint => {
  const share = /^(\d{1,2})%$/u.exec(text);
  if (share?.[1] !== undefined) {
    return { kind: 'share', share: Number(share[1]) / 100, text };
  }
  const limit = text.endsWith(' before') ? parseLimit(text.slice(0, -' before'.length)) : null;
  if (limit?.kind === 'time') {
    return { kind: 'before', seconds: limit.seconds, text };
  }
  context.addIssue({ code: 'custom', message: 'write a share of the limit such as 80%, or 30min before' });
  return z.NEVER;
});
