import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, Identities } from '#libs/contracts/identity.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import { minuteWords } from '#libs/policy/words/instant-words.js';
import { Vault } from '#libs/vault/vault.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import { Senders } from '../outgoing/senders.js';
import { CasePolicies } from '../policy/case-policies.js';

/**
 * Tells the desk since when pushed text messages may be missing, so that somebody looks at the provider's own list.
 * There is no case, so the notice is filed under a group of its own.
 */
@Controller()
export class MissedPushesController {
  constructor(
    private readonly em: EntityManager,
    private readonly book: NoticeBook,
    private readonly vault: Vault,
    private readonly policies: CasePolicies,
    private readonly senders: Senders,
    private readonly identities: Identities,
    private readonly clock: BusinessClock,
  ) {}

  @Handles('pushes.missed')
  async onPushesMissed(@Payload() data: DataOf<'pushes.missed'>): Promise<void> {
    const preset = this.policies.current(data.preset, this.clock.now());
    const { identity: sender, organisation } = this.senders.of(data.preset, data.unit);
    const desk = this.policies.roster.holdersOf(preset.dispatching.deskRole, data.unit, null);
    const caseId = CaseId.parse(this.identities.next());
    await this.vault.openGroup(caseId);
    const about = {
      caseId,
      number: null,
      preset: { id: preset.id, version: preset.version },
      sender,
      organisation: organisation.zh,
    };
    const local = (instant: string): string => minuteWords(new Date(instant), preset.timeZone);
    await this.book.intend(
      this.em,
      about,
      desk.flatMap((person) => {
        const [address] = person.mails;
        return address === undefined
          ? []
          : [
              {
                template: 'pushes-missed',
                recipient: { kind: 'person', personId: person.id, address, name: person.name, channel: 'mail' },
                language: 'zh',
                parameters: { from: local(data.since), to: local(data.until), channel: data.entry },
                offers: [],
                urgent: true,
                holdMs: 0,
                factWhenTold: null,
                thread: null,
              } as const,
            ];
      }),
    );
  }
}
