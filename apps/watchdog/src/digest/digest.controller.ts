import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { DigestWatch } from './digest-watch.js';

@Controller()
export class DigestController {
  constructor(private readonly digests: DigestWatch) {}

  @Handles('open-cases.digest')
  async onDigest(@Payload() data: DataOf<'open-cases.digest'>, @Ctx() context: MessageContext): Promise<void> {
    await this.digests.take(data, context.occurredAt);
  }
}
