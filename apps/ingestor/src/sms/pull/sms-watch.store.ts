import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { SmsWatch } from './watch.decision.js';

interface Row {
  readonly alive_ms: number | null;
  readonly pulled_ms: number | null;
  readonly missing_ms: number | null;
  readonly told: boolean;
}

const instant = (ms: number | null | undefined): Date | null => (ms == null ? null : new Date(ms));
const inMs = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Where we were with each entry. Machine time throughout; joins the caller's transaction. */
@Injectable()
export class SmsWatchStore {
  constructor(private readonly em: EntityManager) {}

  async of(point: string): Promise<SmsWatch> {
    const [row] = await this.em.execute<Row[]>(
      `select ${inMs('alive_at')} as alive_ms, ${inMs('pulled_until')} as pulled_ms, ${inMs('missing_since')} as missing_ms, told
         from intake.sms_watch where point = ?`,
      [point],
    );
    return {
      aliveAt: instant(row?.alive_ms),
      pulledUntil: instant(row?.pulled_ms),
      missingSince: instant(row?.missing_ms),
      told: row?.told ?? false,
    };
  }

  /** We are there at this moment; `missing`: and were not since then. */
  async alive(point: string, at: Date, missing: Date | null): Promise<void> {
    await this.em.execute(
      `insert into intake.sms_watch as w (point, alive_at, missing_since) values (?, ?::timestamptz, ?::timestamptz)
       on conflict (point) do update
         set alive_at = excluded.alive_at, missing_since = coalesce(w.missing_since, excluded.missing_since)`,
      [point, at.toISOString(), missing?.toISOString() ?? null],
      'run',
    );
  }

  /** All that was pushed until this moment is in the ledger. */
  async pulled(point: string, until: Date): Promise<void> {
    await this.em.execute(
      `update intake.sms_watch set pulled_until = ?::timestamptz, missing_since = null, told = false where point = ?`,
      [until.toISOString(), point],
      'run',
    );
  }

  /** False when somebody else has told them. */
  async tell(point: string): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `update intake.sms_watch set told = true where point = ? and not told returning point`,
      [point],
    );
    return rows.length > 0;
  }

  /** People have had their time to look. */
  async forget(point: string): Promise<void> {
    await this.em.execute(
      `update intake.sms_watch set missing_since = null, told = false where point = ?`,
      [point],
      'run',
    );
  }
}
