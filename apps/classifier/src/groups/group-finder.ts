import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { DeliveryId } from '#libs/contracts/identity.js';
import { Vault } from '#libs/vault/vault.js';
import type { Subject } from '../repeats/subject.js';
import { judgeCause, judgeGroup } from './group.decision.js';
import { sketchText, type TextSketch } from './text-sketch.js';
import { Wholes } from './wholes.js';

type Found = Pick<DataOf<'case.group-found'>, 'groupId' | 'category' | 'leading' | 'members' | 'parties' | 'whole'>;

interface CauseRow {
  readonly id: string;
  readonly category: string;
  readonly site: string | null;
  readonly topics: string[];
  readonly bits: Buffer;
  readonly comparable: boolean;
  readonly whole: number | null;
  readonly leading_delivery: string;
  readonly announced: boolean;
}

interface Complaint {
  readonly category: string;
  readonly topics: readonly string[];
  readonly site: string | null;
  readonly sketch: TextSketch;
}

const dayMs = 86_400_000;
/** So many causes are compared with a complaint, by wording and by place: hostile likeness costs no more. */
const mostCauses = 40;
const mostOfBand = 20;
const membersOfMessage = 200;

/**
 * Puts each complaint under a cause: one that somebody complained of before, or a new one. A cause is compared by its
 * first complaint, so that the work is the same whether it has ten members or ten thousand.
 */
@Injectable()
export class GroupFinder {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly wholes: Wholes,
  ) {}

  /** What is to be said now: nothing, or the group with those of its members that have not been named yet. */
  async place(subject: Subject, personKeys: readonly string[]): Promise<Found[]> {
    const { received, preset, matter } = subject;
    const rule = preset.groups;
    if (rule === null) {
      return [];
    }
    const complaint: Complaint = {
      category: matter.category,
      topics: matter.topics,
      site:
        matter.place.site === null
          ? null
          : this.vault.fingerprint('place-site', `${received.unit} ${matter.place.site}`),
      // Under a key of each unit's own: what is alike elsewhere is never looked at.
      sketch: sketchText(subject.text, this.vault.deriveKey(`text-sketch ${preset.id} ${received.unit}`)),
    };
    const at = new Date(received.receivedAt);
    const since = new Date(at.getTime() - rule.withinDays * dayMs);
    const cause = (await this.known(subject, complaint, since)) ?? (await this.open(subject, complaint, at));
    await this.join(cause, subject, at);
    const isNew = await this.count(cause, subject, personKeys, at);
    if (cause.announced) {
      return [said(cause, [received.deliveryId], await this.countOn(cause, isNew))];
    }
    if (!isNew) {
      return [];
    }
    const parties = await this.parties(cause, since);
    return judgeGroup(parties, cause.whole, rule).kind === 'group' ? this.announce(cause, parties) : [];
  }

  /** The cause that the complaint belongs to: the same letter first, then the same place. */
  private async known(subject: Subject, complaint: Complaint, since: Date): Promise<CauseRow | null> {
    const { received, preset } = subject;
    const columns = 'id, category, site, topics, bits, comparable, whole, leading_delivery, announced, first_at';
    const rows = await this.em.execute<CauseRow[]>(
      `(select ${columns} from classification.cause where preset = ? and unit = ? and last_at >= ? and id in (
          select alike.cause_id from unnest(string_to_array(?, ',')::int[]) as wanted (band)
           cross join lateral (
             select cause_id from classification.cause_band where band = wanted.band limit ?) alike))
       union
       (select ${columns} from classification.cause
         where preset = ? and unit = ? and site = ? and category = ? and last_at >= ? order by last_at desc limit ?)
       order by announced desc, first_at, id`,
      [
        ...[preset.id, received.unit, since, complaint.sketch.bands.join(','), mostOfBand],
        ...[preset.id, received.unit, complaint.site ?? '', complaint.category, since, mostCauses],
      ],
    );
    const judged = rows.map((row) => ({ row, why: judgeCause(row, complaint) }));
    const best = judged.find(({ why }) => why === 'same-letter') ?? judged.find(({ why }) => why !== null);
    return best?.row ?? null;
  }

  private async open(subject: Subject, complaint: Complaint, at: Date): Promise<CauseRow> {
    const { received, preset, matter } = subject;
    const row: CauseRow = {
      id: randomUUID(),
      category: complaint.category,
      site: complaint.site,
      topics: [...complaint.topics],
      bits: complaint.sketch.bits,
      comparable: complaint.sketch.bands.length > 0,
      whole: this.wholes.of(received.unit, matter.place.site),
      leading_delivery: received.deliveryId,
      announced: false,
    };
    await this.em.execute(
      `insert into classification.cause
         (id, preset, unit, category, site, topics, comparable, bits, whole, leading_delivery, first_at, last_at)
       values (?, ?, ?, ?, ?, coalesce(string_to_array(nullif(?, ''), ' '), '{}'), ?, ?, ?, ?, ?, ?)`,
      [
        ...[row.id, preset.id, received.unit, row.category, row.site, row.topics.join(' ')],
        ...[row.comparable, row.bits, row.whole, row.leading_delivery, at, at],
      ],
    );
    await this.em.execute(
      `insert into classification.cause_band (band, cause_id)
       select band, ? from unnest(string_to_array(nullif(?, ''), ',')::int[]) as band on conflict do nothing`,
      [row.id, complaint.sketch.bands.join(',')],
    );
    return row;
  }

  private async join(cause: CauseRow, { received }: Subject, at: Date): Promise<void> {
    await this.em.execute('update classification.signature set cause_id = ? where delivery_id = ?', [
      cause.id,
      received.deliveryId,
    ]);
    await this.em.execute('update classification.cause set last_at = greatest(last_at, ?) where id = ?', [
      at,
      cause.id,
    ]);
  }

  /** Counts whoever wrote, once: a person by any of the keys, a household by its flat. Nobody known counts as nobody. */
  private async count(
    cause: CauseRow,
    { received, matter }: Subject,
    personKeys: readonly string[],
    at: Date,
  ): Promise<boolean> {
    const { site, flat } = matter.place;
    const household =
      flat === null || site === null || site === 'whole'
        ? []
        : [this.vault.fingerprint('place-flat', `${received.unit} ${flat}`)];
    const keys = [...personKeys, ...household];
    if (keys.length === 0) {
      return false;
    }
    const known = await this.em.execute<{ party: string }[]>(
      `select party from classification.cause_party
        where cause_id = ? and key in (select unnest(string_to_array(?, ' '))) order by party limit 1`,
      [cause.id, keys.join(' ')],
    );
    const party = known[0]?.party ?? received.deliveryId;
    for (const key of keys) {
      await this.em.execute(
        `insert into classification.cause_party (cause_id, key, party, at) values (?, ?, ?, ?)
         on conflict (cause_id, key) do update set at = greatest(cause_party.at, excluded.at)`,
        [cause.id, key, party, at],
      );
    }
    return known.length === 0;
  }

  /** Once a group is announced it is not counted anew for each who joins: ten thousand would be. */
  private async countOn(cause: CauseRow, isNew: boolean): Promise<number> {
    const rows = await this.em.execute<{ parties: number }[]>(
      'update classification.cause set parties = parties + ? where id = ? returning parties',
      [isNew ? 1 : 0, cause.id],
    );
    return Math.max(1, rows[0]?.parties ?? 0);
  }

  private async parties(cause: CauseRow, since: Date): Promise<number> {
    const rows = await this.em.execute<{ parties: number }[]>(
      `select count(distinct party)::int as parties from
         (select party from classification.cause_party where cause_id = ? and at >= ? limit 10000) recent`,
      [cause.id, since],
    );
    return Math.max(1, rows[0]?.parties ?? 0);
  }

  private async announce(cause: CauseRow, parties: number): Promise<Found[]> {
    await this.em.execute('update classification.cause set announced = true, parties = ? where id = ?', [
      parties,
      cause.id,
    ]);
    const rows = await this.em.execute<{ delivery_id: string }[]>(
      'select delivery_id from classification.signature where cause_id = ? order by received_at, delivery_id',
      [cause.id],
    );
    const members = rows.map((row) => DeliveryId.parse(row.delivery_id));
    const pages = Math.ceil(members.length / membersOfMessage);
    return Array.from({ length: pages }, (_, page) =>
      said(cause, members.slice(page * membersOfMessage, (page + 1) * membersOfMessage), parties),
    );
  }
}

function said(cause: CauseRow, members: DeliveryId[], parties: number): Found {
  const leading = DeliveryId.parse(cause.leading_delivery);
  return { groupId: cause.id, category: cause.category, leading, members, parties, whole: cause.whole };
}
