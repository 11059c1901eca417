import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { EmissionStore } from '../store/emission.store.js';
import { WatchedCaseStore } from '../store/watched-case.store.js';
import { WatchBell } from '../watch-bell.js';

/** What became of escalations. A vacant role makes the next step due at once; 知悉 ends the repetitions of a step. */
@Controller()
export class EscalationController {
  constructor(
    private readonly emissions: EmissionStore,
    private readonly cases: WatchedCaseStore,
    private readonly clock: BusinessClock,
    private readonly bell: WatchBell,
  ) {}

  @Handles('escalation.told')
  async onTold(@Payload() data: DataOf<'escalation.told'>, @Ctx() context: MessageContext): Promise<void> {
    await this.emissions.settle(data.escalationId, 'told', null, context.occurredAt);
  }

  @Handles('escalation.moot')
  async onMoot(@Payload() data: DataOf<'escalation.moot'>, @Ctx() context: MessageContext): Promise<void> {
    await this.emissions.settle(data.escalationId, 'moot', data.code, context.occurredAt);
    if (data.code === 'role-vacant') {
      await this.cases.lookAgainAt(data.caseId, this.clock.now());
      this.bell.ring();
    }
  }

  @Handles('escalation.acknowledged')
  async onAcknowledged(
    @Payload() data: DataOf<'escalation.acknowledged'>,
    @Ctx() context: MessageContext,
  ): Promise<void> {
    await this.emissions.acknowledge(data.escalationId, context.occurredAt);
    await this.cases.lookAgainAt(data.caseId, this.clock.now());
    this.bell.ring();
  }
}
