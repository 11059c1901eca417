import { InvalidArgumentError } from 'commander';

/** From when on: an instant, or so long before now. */
export type Since = { readonly kind: 'instant'; readonly at: Date } | { readonly kind: 'ago'; readonly ms: number };

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `30d`, `12h`, `8w`, a day or an instant; for commander. */
export function readSince(written: string): Since {
  const [, amount, unit] = /^(\d{1,5})([hdw])$/u.exec(written.trim()) ?? [];
  const ms = unit === undefined ? undefined : unitMs[unit];
  if (amount !== undefined && ms !== undefined) {
    return { kind: 'ago', ms: Number(amount) * ms };
  }
  const at = /^\d{4}-\d{2}-\d{2}/u.test(written) ? new Date(written) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) {
    throw new InvalidArgumentError('write 30d, 12h or 8w, a day such as 2026-11-01, or an instant with its zone');
  }
  return { kind: 'instant', at };
}

/** The instant itself; `now` is business time. */
export function sinceInstant(since: Since, now: Date): Date {
  return since.kind === 'instant' ? since.at : new Date(now.getTime() - since.ms);
}
