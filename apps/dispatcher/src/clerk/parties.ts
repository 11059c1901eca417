import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { VaultItemId } from '#libs/vault/vault-item.js';
import { Vault } from '#libs/vault/vault.js';
import type { CaseId } from '#libs/contracts/identity.js';
import { partyAddressPurpose } from '../notice/book/token-key.js';
import { Party, type PartyChannel } from '../store/party.entity.js';

const PartyContact = z.object({ address: z.string(), name: z.string().nullable() });

export interface Complainant {
  readonly partyId: string;
  readonly channel: PartyChannel;
  readonly address: string;
  readonly name: string | null;
}

/** The complainants of a case and how to reach them. */
@Injectable()
export class Parties {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  /** Adds a party by one address; the same address again changes nothing. Returns its id. */
  async add(caseId: CaseId, id: string, channel: PartyChannel, address: string, name: string | null): Promise<void> {
    const fingerprint = this.fingerprint(address);
    if ((await this.em.count(Party, { caseId, fingerprint })) > 0) {
      return;
    }
    const item = await this.vault.sealJson(caseId, 'party', { address, name });
    this.em.create(Party, { id, caseId, channel, fingerprint, item });
    await this.em.flush();
  }

  /** The complainant of one case becomes that of another, which has nobody who can be reached. */
  async adopt(from: CaseId, to: CaseId): Promise<void> {
    await this.em.execute(
      `insert into cases.party (id, case_id, channel, fingerprint, item)
       select gen_random_uuid(), ?, channel, fingerprint, item from cases.party where case_id = ? on conflict do nothing`,
      [to, from],
    );
  }

  async complainant(caseId: CaseId): Promise<Complainant | null> {
    const party = await this.em.findOne(Party, { caseId }, { orderBy: { channel: 'asc' } });
    if (!party) {
      return null;
    }
    const contact = await this.vault.openJson(VaultItemId.parse(party.item), PartyContact);
    return { partyId: party.id, channel: party.channel, ...contact };
  }

  /** Whether the address belongs to a party of the case, by keyed fingerprint. */
  async isParty(caseId: CaseId, address: string): Promise<boolean> {
    return (await this.em.count(Party, { caseId, fingerprint: this.fingerprint(address) })) > 0;
  }

  fingerprint(address: string): string {
    return this.vault.fingerprint(partyAddressPurpose, address);
  }
}
