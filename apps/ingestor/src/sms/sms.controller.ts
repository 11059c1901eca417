import { EntityManager } from '@mikro-orm/postgresql';
import {
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Req,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { BusinessClock, machineNow } from '#libs/clock/business-clock.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import type { Arrival } from '../ledger/arrival.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { claimNonce } from './claim-nonce.js';
import { smsBodyLimitBytes } from './body-limit.js';
import { identityOf } from './sms-identity.js';
import { smsProviders } from './sms-providers.js';
import { sourceAllowed } from './source-allowed.js';
import type { WebhookCall } from './sms.provider.js';

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
  async post(
    @Param('key') key: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.take(key, 'POST', request, response);
  }

  /** Vonage can be set up to call so. */
  @Get(':key')
  async get(
    @Param('key') key: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    return this.take(key, 'GET', request, response);
  }

  private async take(
    key: string,
    method: WebhookCall['method'],
    request: Request,
    response: Response,
  ): Promise<string> {
    const entry = this.intake.plan.sms.find((candidate) => candidate.key === key);
    const provider = entry && smsProviders[entry.provider];
    if (entry === undefined || provider?.methods.includes(method) !== true) {
      throw new NotFoundException();
    }
    const call: WebhookCall = {
      method,
      url: publicUrl(entry, request),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      header: (name) => request.get(name),
    };
    const known = sourceAllowed(request.socket.remoteAddress ?? '', request.get('x-forwarded-for'), entry);
    try {
      await this.receive(entry, call, known);
    } catch (error) {
      this.logger.error({ error, entry: key }, 'A text message could not be taken; its provider is asked to try again');
      throw new ServiceUnavailableException();
    }
    response.type(provider.answer.type);
    return provider.answer.body;
  }

  private async receive(entry: SmsEntry, call: WebhookCall, sourceKnown: boolean): Promise<void> {
    const doubt = this.doubtOf(entry, call, sourceKnown);
    const records = smsProviders[entry.provider].records(call);
    const arrivals: Arrival[] = [];
    for (const record of records) {
      arrivals.push({
        transport: 'sms',
        point: pointOf(entry, 'sms'),
        ...(await this.identify(entry, call, record, doubt)),
        receivedAt: this.clock.now(),
        raw: record,
        sizeBytes: record.length,
        limitBytes: smsBodyLimitBytes,
      });
    }
    const reason = arrivals.find((arrival) => arrival.doubt !== null)?.doubt;
    if (reason != null) {
      this.logger.error({ entry: entry.key, reason }, 'A webhook call did not prove its sender; it is in quarantine');
    }
    await this.receiveDelivery.receive(...arrivals);
  }

  private doubtOf(entry: SmsEntry, call: WebhookCall, sourceKnown: boolean): Arrival['doubt'] {
    const rule = {
      secrets: entry.secrets.map(this.intake.secretOf),
      windowSeconds: entry.windowSeconds,
      signatureMethod: entry.signatureMethod,
    };
    const verdict = smsProviders[entry.provider].check(call, rule, machineNow());
    if (verdict !== 'holds') {
      return verdict;
    }
    return sourceKnown ? null : 'source-unknown';
  }

  private async identify(
    entry: SmsEntry,
    call: WebhookCall,
    record: Buffer,
    doubt: Arrival['doubt'],
  ): Promise<Pick<Arrival, 'identity' | 'doubt'>> {
    const provider = smsProviders[entry.provider];
    // A forger may know the id of a message to come: what is in doubt never takes the identity of what is not.
    const byContent = this.vault.fingerprint('webhook-body', record);
    if (doubt !== null) {
      return { identity: `unproved/${byContent}`, doubt };
    }
    const identity = identityOf(entry.provider, record, (purpose, value) => this.vault.fingerprint(purpose, value));
    const nonce = provider.nonceOf(call);
    const fresh = nonce === null || (await claimNonce(this.em, entry.key, nonce, identity));
    return fresh ? { identity, doubt: null } : { identity: `unproved/${byContent}`, doubt: 'replayed' };
  }
}

/** As the provider called it: a proxy may have changed scheme, host and path, never the query. */
function publicUrl({ publicUrl: configured }: SmsEntry, request: Request): string {
  const { originalUrl } = request;
  const query = originalUrl.includes('?') ? originalUrl.slice(originalUrl.indexOf('?')) : '';
  return configured === undefined
    ? `${request.protocol}://${request.get('host') ?? ''}${originalUrl}`
    : `${configured}${query}`;
}
