import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { FindsStore } from './finds.store.js';
import { Groups } from './groups.js';

/** What the classifier found to belong together. */
@Controller()
export class LinkingController {
  constructor(
    private readonly finds: FindsStore,
    private readonly groups: Groups,
  ) {}

  @Handles('case.repeat-found')
  async onRepeat(@Payload() data: DataOf<'case.repeat-found'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.finds.addRepeat(data);
  }

  @Handles('case.group-found')
  async onGroup(@Payload() data: DataOf<'case.group-found'>, @Ctx() context: MessageContext): Promise<void> {
    await this.finds.addGroup(data, context.occurredAt);
  }

  @Handles('case.group-left')
  async onGroupLeft(@Payload() data: DataOf<'case.group-left'>, @Ctx() context: MessageContext): Promise<void> {
    await this.groups.leave(data, context.occurredAt);
  }
}
