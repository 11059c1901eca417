import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { DeliveryId } from '#libs/contracts/identity.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import { endDelivery } from '../ledger/end-delivery.js';
import type { SmsPart } from '../sms/sms.provider.js';
import type { Delivery } from '../store/delivery.entity.js';
import { ContentReader } from './content-reader.js';
import { joinParts, type CamePart } from './join-parts.js';
import type { ReadContent } from './read-content.js';

/** How long pieces wait for each other; injection token and type in one. */
export abstract class PartSettings {
  abstract readonly waitSeconds: number;
}

export type Gathered =
  { readonly kind: 'whole'; readonly content: ReadContent } | { readonly kind: 'wait'; readonly seconds: number };

interface PartRow {
  readonly id: string;
  readonly index: number;
  readonly waited: number;
}

type MayBePiece = Pick<ReadContent, 'piece'>;
type Piece = { readonly piece: NonNullable<ReadContent['piece']> };

/**
 * Pieces of one long text message come as deliveries of their own. The one that completes it carries the whole; the
 * others end as its parts. When one never comes, what is there is read after a while, with a warning.
 */
@Injectable()
export class SmsParts {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly reader: ContentReader,
    private readonly settings: PartSettings,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {}

  /** Pieces of one message wait for each other until the transaction ends; before any of their rows is touched. */
  async serialise(delivery: Delivery, { piece }: Piece): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 2))', [
      `${delivery.point}/${this.senderOf(piece.from)}/${piece.part.reference}`,
    ]);
  }

  /** Joins the caller's transaction. */
  async gather(delivery: Delivery, { piece }: Piece): Promise<Gathered> {
    const { part, from } = piece;
    const rows = await this.waiting(delivery, part, this.senderOf(from));
    const came: CamePart[] = [];
    for (const { id, index } of rows) {
      came.push({ deliveryId: id, index, text: id === delivery.id ? piece.text : await this.textOf(delivery, id) });
    }
    const { text, complete } = joinParts(came, part.total);
    const left = this.settings.waitSeconds - Math.max(0, ...rows.map(({ waited }) => waited));
    if (!complete && left > 0) {
      return { kind: 'wait', seconds: left };
    }
    if (!complete) {
      this.logger.warn(
        { delivery: delivery.id, came: rows.length, total: part.total },
        'A long text message did not come whole; what is there is read',
      );
    }
    await this.take(
      DeliveryId.parse(delivery.id),
      rows.map(({ id }) => DeliveryId.parse(id)),
    );
    const content = this.reader.wholeSms(
      delivery,
      { ...piece, text, part: null },
      complete ? [] : ['sms-part-missing'],
    );
    return { kind: 'whole', content };
  }

  /** This piece and those beside it that nobody has read. References are used again: what is long past is another's. */
  private async waiting(delivery: Delivery, { reference, index, total }: SmsPart, sender: string): Promise<PartRow[]> {
    await this.em.execute(
      `insert into intake.sms_part (delivery_id, point, sender, reference, part_index, total) values (?, ?, ?, ?, ?, ?)
       on conflict (delivery_id) do nothing`,
      [delivery.id, delivery.point, sender, reference, index, total],
      'run',
    );
    return this.em.execute<PartRow[]>(
      `select p.delivery_id as "id", p.part_index as "index",
              extract(epoch from clock_timestamp() - p.came_at)::float8 as "waited"
         from intake.sms_part p join intake.delivery d on d.id = p.delivery_id
        where p.point = ? and p.sender = ? and p.reference = ? and p.total = ? and not p.taken
          and (d.id = ? or (d.outcome is null and p.came_at > clock_timestamp() - make_interval(secs => ?)))
        order by p.part_index, p.came_at`,
      [delivery.point, sender, reference, total, delivery.id, 3 * this.settings.waitSeconds],
    );
  }

  private async take(whole: DeliveryId, all: readonly DeliveryId[]): Promise<void> {
    for (const id of all) {
      await this.em.execute(`update intake.sms_part set taken = true where delivery_id = ?`, [id], 'run');
      if (id !== whole) {
        await endDelivery(this.em, id, { outcome: 'part', duplicateOf: whole }, this.clock.now());
        await this.vault.join(id, whole);
      }
    }
  }

  private async textOf(delivery: Delivery, id: string): Promise<string> {
    const item = await this.vault.find(id, 'raw');
    return item === null ? '' : (this.reader.pieceOf(delivery, await this.vault.open(item))?.text ?? '');
  }

  private senderOf(from: string): string {
    return this.vault.fingerprint('sms-part', from);
  }
}

/** Whether what was read is a piece of something longer. */
export function isPiece<C extends MayBePiece>(content: C): content is C & Piece {
  return content.piece !== null;
}
