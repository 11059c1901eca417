import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { CaseEventType, DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { IntakeWatch } from '../intake/intake-watch.js';
import { readCaseEvent, caseEventTypes } from './case-event.js';
import { CaseWatch } from './case-watch.js';

/** Everything that the dispatcher says of cases. */
@Controller()
export class CaseController {
  constructor(
    private readonly cases: CaseWatch,
    private readonly intake: IntakeWatch,
  ) {}

  @Handles(caseEventTypes)
  async onCaseEvent(@Payload() data: DataOf<CaseEventType>, @Ctx() context: MessageContext): Promise<void> {
    const event = readCaseEvent(context.type, data, context.occurredAt);
    await this.cases.take(event);
    if ((event.type === 'case.registered' || event.type === 'case.joined') && 'deliveryId' in event.data) {
      await this.intake.registered(event.data.deliveryId, event.occurredAt);
    }
  }
}
