import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import type { Settlement } from '#libs/messaging/settlement.js';
import { Corrections } from '../corrections/corrections.js';
import { LinkCorrections } from '../corrections/link-corrections.js';
import { Assessor } from './assessor.js';

/** What the ingestor announces, and what the desk makes of the opinions given here. */
@Controller()
export class ComplaintController {
  constructor(
    private readonly assessor: Assessor,
    private readonly corrections: Corrections,
    private readonly linkCorrections: LinkCorrections,
  ) {}

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

  @Handles('case.tagged')
  async onTagged(@Payload() data: DataOf<'case.tagged'>, @Ctx() context: MessageContext): Promise<void> {
    await this.corrections.take(data, context);
  }

  @Handles('case.linked')
  async onLinked(@Payload() data: DataOf<'case.linked'>, @Ctx() context: MessageContext): Promise<void> {
    await this.linkCorrections.take(data, context);
  }

  @Handles('case.reverted')
  async onReverted(@Payload() data: DataOf<'case.reverted'>, @Ctx() context: MessageContext): Promise<void> {
    await this.corrections.takeBack(data, context);
  }
}
