import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import type { Settlement } from '#libs/messaging/settlement.js';
import { Assessor } from './assessor.js';

/** What the ingestor announces, and what the desk types of what nobody could read. */
@Controller()
export class ComplaintController {
  constructor(private readonly assessor: Assessor) {}

  @Handles('complaint.received')
  async onComplaint(
    @Payload() data: DataOf<'complaint.received'>,
    @Ctx() _context: MessageContext,
  ): Promise<Settlement> {
    return this.assessor.assess(data);
  }

  @Handles('complaint.transcribed')
  async onTranscribed(
    @Payload() data: DataOf<'complaint.transcribed'>,
    @Ctx() _context: MessageContext,
  ): Promise<Settlement> {
    return this.assessor.assess(data);
  }
}
