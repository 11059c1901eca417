import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { DeliveryId } from '#libs/contracts/identity.js';
import { SamePersonBy } from '#libs/contracts/messages/case-finds.message.js';
import { Vault } from '#libs/vault/vault.js';
import { judgeMatter } from './matter.js';
import { PastComplaints } from './past-complaints.js';
import type { Compared, Subject } from './subject.js';

type Earlier = DataOf<'case.repeat-found'>['earlier'][number];

interface Candidate {
  readonly delivery_id: string;
  readonly via: string;
  readonly category: string;
  readonly topics: string[];
}

/** So many complaints of one person are looked at, the newest: somebody who writes daily costs no more. */
const mostCandidates = 12;
/** Where the preset does not count repeats they are still linked, this far back. */
export const linkDays = 90;
const dayMs = 86_400_000;

/** Finds what the same person wrote about the same matter before, and signs the complaint so that it is found itself. */
@Injectable()
export class RepeatFinder {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly past: PastComplaints,
  ) {}

  /** Keyed fingerprints of all that the writer is known by. */
  keysOf({ traits }: Subject): Map<string, SamePersonBy> {
    const contacts = traits.contacts.map((contact): [string, SamePersonBy] => [
      this.vault.fingerprint('person-contact', contact),
      'contact',
    ]);
    const { nameAndPlace } = traits;
    return new Map([
      ...contacts,
      ...(nameAndPlace === null
        ? []
        : [[this.vault.fingerprint('person-name-place', nameAndPlace), 'name-and-place'] as const]),
    ]);
  }

  /** Signs the complaint; one that is read again (a fax that was typed) is signed anew. The caller holds the keys' locks. */
  async sign({ received, preset, matter }: Subject, keys: ReadonlyMap<string, SamePersonBy>): Promise<void> {
    await this.em.execute('delete from classification.signature where delivery_id = ?', [received.deliveryId]);
    await this.em.execute(
      `insert into classification.signature (delivery_id, preset, unit, received_at, category, topics)
       values (?, ?, ?, ?, ?, coalesce(string_to_array(nullif(?, ''), ' '), '{}'))`,
      [
        received.deliveryId,
        preset.id,
        received.unit,
        new Date(received.receivedAt),
        matter.category,
        matter.topics.join(' '),
      ],
    );
    for (const [key, via] of keys) {
      await this.em.execute(
        'insert into classification.person_key (key, delivery_id, preset, received_at, via) values (?, ?, ?, ?, ?)',
        [key, received.deliveryId, preset.id, new Date(received.receivedAt), via],
      );
    }
  }

  /** Earlier complaints of the same person about the same matter, the oldest first. */
  async find(subject: Compared, keys: readonly string[]): Promise<Earlier[]> {
    const same: Earlier[] = [];
    for (const candidate of await this.candidates(subject, keys)) {
      const deliveryId = DeliveryId.parse(candidate.delivery_id);
      const earlier = await this.past.read(deliveryId, candidate);
      if (earlier !== null && judgeMatter(earlier.matter, subject.matter) === 'same') {
        same.push({ deliveryId, by: SamePersonBy.parse(candidate.via) });
      }
    }
    return same.toReversed();
  }

  private async candidates({ received, preset }: Compared, keys: readonly string[]): Promise<Candidate[]> {
    const withinDays = preset.repeats?.withinDays ?? linkDays;
    const at = new Date(received.receivedAt);
    return this.em.execute<Candidate[]>(
      `select s.delivery_id, min(k.via) as via, s.category, s.topics
         from unnest(string_to_array(?, ' ')) as wanted (key)
         cross join lateral (
           select p.delivery_id, p.via from classification.person_key p
            where p.key = wanted.key and p.preset = ? and p.received_at >= ?
            order by p.received_at desc limit ?) k
         join classification.signature s on s.delivery_id = k.delivery_id
        where s.delivery_id <> ?
        group by s.delivery_id, s.category, s.topics, s.received_at
        order by s.received_at desc, s.delivery_id limit ?`,
      [
        keys.join(' '),
        preset.id,
        new Date(at.getTime() - withinDays * dayMs),
        mostCandidates + 1,
        received.deliveryId,
        mostCandidates,
      ],
    );
  }
}
