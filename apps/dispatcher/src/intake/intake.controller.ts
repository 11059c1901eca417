import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { Replies } from '../reply/replies.js';
import { DeliveryReports } from '../report/delivery-reports.js';
import { Messages } from './messages.js';
import { Registrar } from './registrar.js';

/** What the ingestor and the classifier announce. */
@Controller()
export class IntakeController {
  constructor(
    private readonly registrar: Registrar,
    private readonly replies: Replies,
    private readonly reports: DeliveryReports,
    private readonly messages: Messages,
  ) {}

  @Handles('complaint.received')
  async onComplaint(@Payload() data: DataOf<'complaint.received'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.registrar.receive(data, await this.messages.of(data.deliveryId));
  }

  @Handles('complaint.classified')
  async onClassified(@Payload() data: DataOf<'complaint.classified'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.registrar.classify(data.deliveryId, data);
  }

  @Handles('reply.received')
  async onReply(@Payload() data: DataOf<'reply.received'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.replies.take(data, await this.messages.of(data.deliveryId));
  }

  @Handles('delivery-report.received')
  async onReport(@Payload() data: DataOf<'delivery-report.received'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.reports.take(data, await this.messages.of(data.deliveryId));
  }
}
