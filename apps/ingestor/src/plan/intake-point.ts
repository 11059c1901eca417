import type { Channel } from '#libs/contracts/vocabulary.js';

/** What the ledger remembers of the way in that a delivery took. */
export interface IntakePoint {
  /** Key of the mailbox, SMS entry or form in the intake plan. */
  readonly key: string;
  readonly preset: string;
  readonly unit: string;
  readonly origin: string;
  readonly channel: Channel;
}

export function pointOf(entry: Omit<IntakePoint, 'channel'>, channel: Channel): IntakePoint {
  return { key: entry.key, preset: entry.preset, unit: entry.unit, origin: entry.origin, channel };
}
