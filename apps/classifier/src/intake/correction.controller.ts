import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Handles } from '#libs/messaging/handles.decorator.js';
import type { MessageContext } from '#libs/messaging/message-context.js';
import { Corrections } from '../corrections/corrections.js';
import { LinkCorrections } from '../corrections/link-corrections.js';
import { Standings } from '../corrections/standings.js';
import { PlaceAnew } from './place-anew.js';

/** What people make of the opinions given here: kept as labelled data, and heeded where complaints are counted. */
@Controller()
export class CorrectionController {
  constructor(
    private readonly corrections: Corrections,
    private readonly linkCorrections: LinkCorrections,
    private readonly standings: Standings,
    private readonly anew: PlaceAnew,
  ) {}

  @Handles('case.tagged')
  async onTagged(@Payload() data: DataOf<'case.tagged'>, @Ctx() context: MessageContext): Promise<void> {
    const { caseId, caseVersion, deliveryId, tag, by } = data;
    if (by !== 'desk' && by !== 'management') {
      return;
    }
    const before = await this.corrections.take({ ...data, by }, context);
    await this.standings.note(deliveryId, caseId);
    // Whoever decides a tag where the software has not spoken has not said what it is about.
    const category = before === null ? null : data.category;
    await this.stand(caseId, caseVersion, category, tag !== 'invalid');
  }

  @Handles('case.reverted')
  async onReverted(@Payload() data: DataOf<'case.reverted'>, @Ctx() context: MessageContext): Promise<void> {
    await this.corrections.takeBack(data, context);
    await this.stand(data.caseId, data.caseVersion, data.category, data.tag !== 'invalid');
  }

  @Handles('case.joined')
  async onJoined(@Payload() data: DataOf<'case.joined'>, @Ctx() _context: MessageContext): Promise<void> {
    await this.standings.note(data.deliveryId, data.caseId);
    const standing = await this.standings.ofCase(data.caseId);
    if (standing !== null) {
      await this.anew.run([data.deliveryId], standing);
    }
  }

  @Handles('case.linked')
  async onLinked(@Payload() data: DataOf<'case.linked'>, @Ctx() context: MessageContext): Promise<void> {
    const { caseId, deliveryId, kind } = data;
    await this.linkCorrections.take(data, context);
    if (kind === 'apart') {
      await this.standings.note(deliveryId, caseId);
      await this.anew.run([deliveryId], await this.standings.ofCase(caseId));
    }
  }

  private async stand(
    caseId: DataOf<'case.tagged'>['caseId'],
    caseVersion: number,
    category: string | null,
    counts: boolean,
  ): Promise<void> {
    const standing = { category, counts };
    if (await this.standings.say(caseId, caseVersion, standing)) {
      await this.anew.run(await this.standings.deliveriesOf(caseId), standing);
    }
  }
}
