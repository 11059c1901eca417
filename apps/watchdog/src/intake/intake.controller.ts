import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { IntakeWatch } from './intake-watch.js';

@Controller()
export class IntakeController {
  constructor(private readonly intake: IntakeWatch) {}

  @Handles('complaint.received')
  async onComplaint(@Payload() data: DataOf<'complaint.received'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.intake.arrived(data);
  }
}
