import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock, machineNow } from '#libs/clock/business-clock.js';
import { DeliveryId } from '#libs/contracts/identity.js';
import type { IntakePoint } from '../plan/intake-point.js';
import type { Placement } from '../store/delivery.entity.js';
import type { FolderCursor } from './decide-scan.js';

/** One folder of one mailbox, as numbered by its server at present. */
export interface FolderPlace {
  readonly point: IntakePoint;
  readonly folder: string;
  readonly uidValidity: string;
}

/** A mail that its server lists and that we have not fetched. */
export interface AnnouncedMail {
  readonly id: DeliveryId;
  readonly uid: number;
  /** How often fetching it began without an end: the connection or the process died over it. */
  readonly broken: number;
  /** How often the server answered and did not hand it out. */
  readonly failed: number;
}

/** What the ledger knows of folders and of the mails in them. UIDs only, never sequence numbers. */
@Injectable()
export class FolderBook {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: BusinessClock,
  ) {}

  async cursorOf(mailbox: string, folder: string): Promise<FolderCursor | null> {
    const rows = await this.em.execute<
      { uid_validity: string; highest_uid: string; baseline_uid: string; set_up_ms: string }[]
    >(
      `select uid_validity, highest_uid, baseline_uid, extract(epoch from set_up_at) * 1000 as set_up_ms
         from intake.mailbox_folder where mailbox = ? and folder = ?`,
      [mailbox, folder],
    );
    const row = rows[0];
    return row === undefined
      ? null
      : {
          uidValidity: row.uid_validity,
          highestUid: Number(row.highest_uid),
          baselineUid: Number(row.baseline_uid),
          setUpAt: new Date(Number(row.set_up_ms)),
        };
  }

  /** When the first folder of a mailbox was met; null for a mailbox that nobody has looked at. */
  async setUpOf(mailbox: string): Promise<Date | null> {
    const rows = await this.em.execute<{ set_up_ms: string | null }[]>(
      `select extract(epoch from min(set_up_at)) * 1000 as set_up_ms from intake.mailbox_folder where mailbox = ?`,
      [mailbox],
    );
    const ms = rows[0]?.set_up_ms ?? null;
    return ms === null ? null : new Date(Number(ms));
  }

  /**
   * Writes a row for each UID and moves the cursor, in one transaction: what lies under the cursor is in the ledger.
   * `baselineUid` is given when the folder is met for the first time or numbered anew; what was announced under other
   * numbers and never fetched ends then, since nobody can ask for it any more.
   */
  async announce(
    place: FolderPlace,
    uids: readonly number[],
    cursor: { readonly highestUid: number; readonly baselineUid?: number },
  ): Promise<void> {
    await this.em.transactional(async () => {
      await this.writeRows(place, uids);
      if (cursor.baselineUid !== undefined) {
        await this.endRenumbered(place);
      }
      await this.em.execute(
        `insert into intake.mailbox_folder as f (mailbox, folder, uid_validity, highest_uid, baseline_uid, set_up_at)
         values (?, ?, ?, ?, ?, ?::timestamptz)
         on conflict (mailbox, folder) do update
           set highest_uid = case when f.uid_validity = excluded.uid_validity then greatest(f.highest_uid, excluded.highest_uid) else excluded.highest_uid end,
               baseline_uid = case when f.uid_validity = excluded.uid_validity then f.baseline_uid else excluded.baseline_uid end,
               uid_validity = excluded.uid_validity`,
        [
          place.point.key,
          place.folder,
          place.uidValidity,
          cursor.highestUid,
          cursor.baselineUid ?? 0,
          machineNow().toISOString(),
        ],
        'run',
      );
    });
  }

  private async writeRows({ point, folder, uidValidity }: FolderPlace, uids: readonly number[]): Promise<void> {
    await this.em.execute(
      `insert into intake.delivery (id, transport, point, identity, preset, unit, channel, origin, received_at, state, folder, uid_validity, uid, placement)
       select gen_random_uuid(), 'imap', ?, ? || uid, ?, ?, ?, ?, ?::timestamptz, 'announced', ?, ?, uid, 'inbox'
         from unnest(string_to_array(?, ',')::bigint[]) as uid order by uid
       on conflict (transport, point, identity) do update
         set state = 'announced', outcome = null, reason = null, ended_at = null, placement = 'inbox'
         where delivery.outcome = 'vanished'`,
      [
        point.key,
        identityPrefix(folder, uidValidity),
        point.preset,
        point.unit,
        point.channel,
        point.origin,
        this.clock.now().toISOString(),
        folder,
        uidValidity,
        uids.join(','),
      ],
      'run',
    );
  }

  private async endRenumbered({ point, folder, uidValidity }: FolderPlace): Promise<void> {
    await this.em.execute(
      `update intake.delivery
          set state = 'ended', outcome = 'vanished', reason = 'renumbered', placement = 'gone', ended_at = ?::timestamptz
        where point = ? and folder = ? and uid_validity <> ? and state = 'announced' and outcome is null`,
      [this.clock.now().toISOString(), point.key, folder, uidValidity],
      'run',
    );
  }

  /** Ends what was announced in folders that are not on the server any more. Returns how many there were. */
  async endInMissingFolders({ key }: IntakePoint, onServer: readonly string[]): Promise<number> {
    const rows = await this.em.execute<unknown[]>(
      `update intake.delivery
          set state = 'ended', outcome = 'vanished', reason = 'folder-gone', placement = 'gone', ended_at = ?::timestamptz
        where point = ? and transport = 'imap' and state = 'announced' and outcome is null
          and folder <> all (select jsonb_array_elements_text(?::jsonb))
        returning id`,
      [this.clock.now().toISOString(), key, JSON.stringify(onServer)],
    );
    return rows.length;
  }

  /**
   * Announced and not fetched, at most `most`: what is new (above `freshAbove`) before a long backlog, else the oldest
   * first; those that were refused after the others, and those over which a connection broke after all.
   */
  async toFetch(
    { point, folder, uidValidity }: FolderPlace,
    freshAbove: number,
    most: number,
  ): Promise<AnnouncedMail[]> {
    const rows = await this.em.execute<{ id: string; uid: string; started: number; finished: number }[]>(
      `select id, uid, started, finished from intake.delivery
        where point = ? and folder = ? and uid_validity = ? and state = 'announced' and outcome is null
        order by started - finished, finished, uid > ? desc, uid limit ?`,
      [point.key, folder, uidValidity, freshAbove, most],
    );
    return rows.map(({ id, uid, started, finished }) => ({
      id: DeliveryId.parse(id),
      uid: Number(uid),
      broken: started - finished,
      failed: finished,
    }));
  }

  /** Committed before the server is asked, so that a mail over which we die is known after the restart. */
  async noteFetchBegan(id: DeliveryId): Promise<void> {
    await this.em.execute(
      `update intake.delivery set started = started + 1 where id = ? and state = 'announced'`,
      [id],
      'run',
    );
  }

  async noteFetchFailed(id: DeliveryId): Promise<void> {
    await this.em.execute(
      `update intake.delivery set finished = finished + 1 where id = ? and state = 'announced'`,
      [id],
      'run',
    );
  }

  /** In the ledger with their content or ended, and still where they came. */
  async toMove({ point, folder, uidValidity }: FolderPlace): Promise<number[]> {
    const rows = await this.em.execute<{ uid: string }[]>(
      `select uid from intake.delivery
        where point = ? and folder = ? and uid_validity = ? and placement = 'inbox' and state <> 'announced' order by uid`,
      [point.key, folder, uidValidity],
    );
    return rows.map(({ uid }) => Number(uid));
  }

  async notePlacement(
    { point, folder, uidValidity }: FolderPlace,
    uids: readonly number[],
    placement: Placement,
  ): Promise<void> {
    await this.em.execute(
      `update intake.delivery set placement = ?
        where point = ? and folder = ? and uid_validity = ? and uid = any(string_to_array(?, ',')::bigint[])`,
      [placement, point.key, folder, uidValidity, uids.join(',')],
      'run',
    );
  }

  /** Of the UIDs on the server, those above the baseline that the ledger does not have or takes for gone. */
  async missing(
    { point, folder, uidValidity }: FolderPlace,
    onServer: readonly number[],
    baselineUid: number,
  ): Promise<number[]> {
    const rows = await this.em.execute<{ uid: string }[]>(
      `select uid from unnest(string_to_array(?, ',')::bigint[]) as uid
        where uid > ? and not exists (
          select from intake.delivery d
           where d.point = ? and d.folder = ? and d.uid_validity = ? and d.uid = uid.uid
             and d.outcome is distinct from 'vanished')
        order by uid`,
      [onServer.join(','), baselineUid, point.key, folder, uidValidity],
    );
    return rows.map(({ uid }) => Number(uid));
  }

  async noteLooked({ point, folder }: FolderPlace, unaccounted: number): Promise<void> {
    await this.em.execute(
      `update intake.mailbox_folder set looked_at = clock_timestamp(), unaccounted = ? where mailbox = ? and folder = ?`,
      [unaccounted, point.key, folder],
      'run',
    );
  }
}

/** Everything of a mail's transport identity but its UID. */
export function identityPrefix(folder: string, uidValidity: string): string {
  return `${folder}/${uidValidity}/`;
}
