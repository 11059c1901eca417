import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { CaseId } from '#libs/contracts/identity.js';
import { Vault } from '#libs/vault/vault.js';
import { Parties } from '../clerk/parties.js';
import type { CaseCommand } from '../command/decide-command.js';
import { CaseStore } from '../store/case.store.js';
import { LinksStore } from './links.store.js';
import { namedIn, type Known } from './named-in.js';

const Stated = z.object({ facts: z.object({ place: z.string().nullable(), phone: z.string().nullable() }) });
/** Beyond this the newest members are not looked up: their texts have not been read by whoever writes either. */
const mostMembers = 500;

/** Whether what is about to be said to a whole group names one of its members (PC-6, PG-12). */
@Injectable()
export class GroupWording {
  constructor(
    private readonly links: LinksStore,
    private readonly cases: CaseStore,
    private readonly parties: Parties,
    private readonly vault: Vault,
  ) {}

  /** The words at fault; null where the case leads nobody, or nothing is wrong. */
  async personalDataIn(caseId: CaseId, command: CaseCommand): Promise<string | null> {
    const text = textForCustomers(command);
    if (text === '' || !(await this.links.leads(caseId, 'group'))) {
      return null;
    }
    for (const id of [caseId, ...(await this.links.followers(caseId, 'group', mostMembers))]) {
      const named = namedIn(text, await this.knownOf(id));
      if (named !== null) {
        return named;
      }
    }
    return null;
  }

  private async knownOf(id: CaseId): Promise<Known> {
    const [state, complainant] = [await this.cases.find(id), await this.parties.complainant(id)];
    const item = state && (await this.vault.find(state.deliveryId, 'assessment'));
    const stated = item && (await this.vault.openJson(item, Stated));
    return {
      name: complainant?.name ?? null,
      addresses: [complainant?.address ?? null, stated?.facts.phone ?? null].filter((address) => address !== null),
      place: stated?.facts.place ?? null,
    };
  }
}

/** What customers would read of a command. */
function textForCustomers(command: CaseCommand): string {
  switch (command.verb) {
    case 'reply':
    case 'refer':
      return command.text;
    case 'done':
      return command.result;
    case 'plan':
      return `${command.measures ?? ''} ${command.limit ?? ''}`;
    default:
      return '';
  }
}
