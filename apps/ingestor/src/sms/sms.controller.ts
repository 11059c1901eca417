import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, HttpCode, NotFoundException, Param, Post, Req, ServiceUnavailableException } from '@nestjs/common';
import type { Request } from 'express';
import { BusinessClock, machineNow } from '#libs/clock/business-clock.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import type { Arrival } from '../ledger/arrival.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { claimNonce } from './claim-nonce.js';
import { smsProviders } from './sms-providers.js';
import type { WebhookCall } from './sms.provider.js';

/** What a text message may be; the endpoint takes no more. */
export const smsBodyLimitBytes = 256 * 1024;

/**
 * Text messages that a provider pushes. A call that does not prove its sender is kept in quarantine, answered as the
 * provider expects, and raised as an alarm: turned away, a message whose secret was changed half-way would be lost.
 */
@Controller('intake/sms')
export class SmsController {
  constructor(
    private readonly intake: LoadedIntake,
    private readonly receiveDelivery: ReceiveDelivery,
    private readonly vault: Vault,
    private readonly em: EntityManager,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {}

  @Post(':key')
  @HttpCode(200)
  async take(@Param('key') key: string, @Req() request: Request): Promise<{ status: 'accepted' }> {
    const entry = this.intake.plan.sms.find((candidate) => candidate.key === key);
    if (entry === undefined) {
      throw new NotFoundException();
    }
    const call: WebhookCall = {
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      header: (name) => request.get(name),
    };
    try {
      await this.receive(entry, call);
    } catch (error) {
      this.logger.error({ error, entry: key }, 'A text message could not be taken; its provider is asked to try again');
      throw new ServiceUnavailableException();
    }
    return { status: 'accepted' };
  }

  private async receive(entry: SmsEntry, call: WebhookCall): Promise<void> {
    const { identity, doubt } = await this.judge(entry, call);
    if (doubt !== null) {
      this.logger.error(
        { entry: entry.key, reason: doubt },
        'A webhook call did not prove its sender; it is in quarantine',
      );
    }
    await this.receiveDelivery.receive({
      transport: 'sms',
      point: pointOf(entry, 'sms'),
      identity,
      receivedAt: this.clock.now(),
      raw: call.body,
      sizeBytes: call.body.length,
      limitBytes: smsBodyLimitBytes,
      doubt,
    });
  }

  private async judge(entry: SmsEntry, call: WebhookCall): Promise<Pick<Arrival, 'identity' | 'doubt'>> {
    const provider = smsProviders[entry.provider];
    const rule = { secrets: entry.secrets.map(this.intake.secretOf), windowSeconds: entry.windowSeconds };
    const verdict = provider.check(call, rule, machineNow());
    // A forger may know the id of a message to come: what is in doubt never takes the identity of what is not.
    const byContent = this.vault.fingerprint('webhook-body', call.body);
    if (verdict !== 'holds') {
      return { identity: `unproved/${byContent}`, doubt: verdict };
    }
    const sms = provider.read(call.body);
    const identity = sms === null ? `unread/${byContent}` : `id/${sms.id}`;
    const nonce = provider.nonceOf(call);
    const fresh = nonce === null || (await claimNonce(this.em, entry.key, nonce, identity));
    return fresh ? { identity, doubt: null } : { identity: `unproved/${byContent}`, doubt: 'replayed' };
  }
}
