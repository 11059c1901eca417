import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { PresetRef } from '#libs/contracts/vocabulary.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { GroupFinder } from '../groups/group-finder.js';
import { RepeatFinder } from '../repeats/repeat-finder.js';
import type { Subject } from '../repeats/subject.js';

/** What a complaint has to do with earlier ones: of the same person, of the same cause. Says so, before the opinion goes out. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly repeats: RepeatFinder,
    private readonly groups: GroupFinder,
  ) {}

  /** True where the same person wrote about the same matter before. Said again, it changes nothing. */
  async find(subject: Subject): Promise<boolean> {
    const { received, preset } = subject;
    const { deliveryId, unit } = received;
    const ref: PresetRef = { id: preset.id, version: preset.version };
    const keys = this.repeats.keysOf(subject);
    await this.lock([...keys.keys(), `cause ${preset.id} ${unit}`]);
    await this.repeats.sign(subject, keys);
    const earlier = await this.repeats.find(subject, keys);
    if (earlier.length > 0) {
      await this.outbox.add('case.repeat-found', { deliveryId, preset: ref, unit, earlier });
    }
    for (const found of await this.groups.place(subject, [...keys.keys()])) {
      await this.outbox.add('case.group-found', { ...found, preset: ref, unit, clauses: preset.groups?.clauses ?? [] });
    }
    return earlier.length > 0;
  }

  /**
   * Until the transaction ends nobody else looks for the same person or cause: of a mail and an SMS of the same minute
   * the later one finds the earlier. Always in the same order, so that two of them never wait for each other.
   */
  private async lock(names: readonly string[]): Promise<void> {
    for (const name of names.toSorted()) {
      await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 2))', [name]);
    }
  }
}
