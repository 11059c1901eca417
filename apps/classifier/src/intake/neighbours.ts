import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { PresetRef } from '#libs/contracts/vocabulary.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { Standings } from '../corrections/standings.js';
import { GroupFinder } from '../groups/group-finder.js';
import { RepeatFinder } from '../repeats/repeat-finder.js';
import type { Compared, Subject } from '../repeats/subject.js';
import { causeLock } from './cause-lock.js';

/** What a complaint has to do with earlier ones: of the same person, of the same cause. Says so, before the opinion goes out. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly repeats: RepeatFinder,
    private readonly groups: GroupFinder,
    private readonly standings: Standings,
  ) {}

  /** True where the same person wrote about the same matter before. Said again, it changes nothing. */
  async find(read: Subject): Promise<boolean> {
    const { received, preset } = read;
    const keys = this.repeats.keysOf(read);
    await this.lock([...keys.keys(), causeLock({ preset: preset.id, unit: received.unit })]);
    // People may have been quicker than a second opinion.
    const standing = await this.standings.ofDelivery(received.deliveryId);
    const category = standing?.category ?? read.matter.category;
    const sortedByPeople = category !== read.matter.category;
    const subject: Subject = { ...read, matter: { ...read.matter, category }, sortedByPeople };
    await this.repeats.sign(subject, keys);
    const repeats = await this.repeat(subject, [...keys.keys()]);
    if (standing?.counts !== false) {
      await this.place(subject, [...keys.keys()]);
    }
    return repeats;
  }

  /** Says what the same person wrote about the same matter before; false: nothing. */
  async repeat(compared: Compared, keys: readonly string[]): Promise<boolean> {
    const { deliveryId, unit } = compared.received;
    const earlier = await this.repeats.find(compared, keys);
    if (earlier.length > 0) {
      await this.outbox.add('case.repeat-found', { deliveryId, preset: refOf(compared.preset), unit, earlier });
    }
    return earlier.length > 0;
  }

  /** Counts the complaint under its cause; says so where that is a group. */
  async place(compared: Compared, keys: readonly string[]): Promise<void> {
    const { received, preset } = compared;
    const clauses = preset.groups?.clauses ?? [];
    for (const found of await this.groups.place(compared, keys)) {
      await this.outbox.add('case.group-found', { ...found, preset: refOf(preset), unit: received.unit, clauses });
    }
  }

  async sayLeft(left: Omit<DataOf<'case.group-left'>, 'preset'>, preset: Preset): Promise<void> {
    await this.outbox.add('case.group-left', { ...left, preset: refOf(preset) });
  }

  /**
   * Until the transaction ends nobody else looks for the same person or cause: of a mail and an SMS of the same minute
   * the later one finds the earlier. Always in the same order, so that two of them never wait for each other.
   */
  async lock(names: readonly string[]): Promise<void> {
    for (const name of [...new Set(names)].toSorted()) {
      await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 2))', [name]);
    }
  }
}

function refOf({ id, version }: Preset): PresetRef {
  return { id, version };
}
