import { EntityManager } from '@mikro-orm/postgresql';
import {
  BadRequestException,
  Controller,
  Headers,
  HttpCode,
  Post,
  Req,
  ServiceUnavailableException,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import type { Request } from 'express';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import { identifyContent } from '../admit/content-fingerprint.js';
import type { Arrival } from '../ledger/arrival.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import type { FormEntry } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import { apiKeyIn, formOfKey } from './api-key.js';
import { readForm } from './read-form.js';

/** Files in base64 and their JSON; what is larger belongs into a mail. */
export const formBodyLimitBytes = 36 * 1024 * 1024;

/** The answer to a website: on record, and since when. The number comes by the acknowledgement. */
export interface FormReceipt {
  readonly delivery: string;
  /** ISO 8601, business time. */
  readonly receivedAt: string;
}

/**
 * Complaints from websites, apps and staff (PG-15, SI-12). 202 after the commit; the same Idempotency-Key with the same
 * content gets the same answer again and makes no second complaint, with other content 422.
 */
@Controller('intake/complaints')
export class FormController {
  constructor(
    private readonly intake: LoadedIntake,
    private readonly receiveDelivery: ReceiveDelivery,
    private readonly vault: Vault,
    private readonly em: EntityManager,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
  ) {}

  @Post()
  @HttpCode(202)
  async take(
    @Req() request: Request,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
  ): Promise<FormReceipt> {
    const entry = this.entryOf(request);
    if (idempotencyKey === undefined || !/^[\x21-\x7e]{1,200}$/u.test(idempotencyKey)) {
      throw new BadRequestException(
        'Idempotency-Key must be given: 1 to 200 visible characters, new for each complaint',
      );
    }
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const form = readForm(raw);
    if (form.kind === 'faults') {
      throw new UnprocessableEntityException({ message: 'The form cannot be taken', faults: form.faults });
    }
    const receivedAt = this.clock.now();
    const arrival: Arrival = {
      transport: 'form',
      point: pointOf(entry, entry.channel),
      identity: this.vault.fingerprint('idempotency-key', idempotencyKey),
      receivedAt,
      raw,
      sizeBytes: raw.length,
      limitBytes: formBodyLimitBytes,
      doubt: null,
    };
    const { delivery, admission } = await this.receive(arrival);
    return admission.kind === 'known'
      ? this.receiptAgain(delivery, arrival)
      : { delivery, receivedAt: receivedAt.toISOString() };
  }

  private entryOf(request: Request): FormEntry {
    const key = apiKeyIn((name) => request.get(name));
    const entry = key === null ? null : formOfKey(key, this.intake.plan.forms, this.intake.secretOf);
    if (entry === null) {
      throw new UnauthorizedException();
    }
    return entry;
  }

  private async receive(arrival: Arrival): Promise<Awaited<ReturnType<ReceiveDelivery['receive']>>[number]> {
    try {
      const [reception] = await this.receiveDelivery.receive(arrival);
      return reception;
    } catch (error) {
      this.logger.error(
        { error, entry: arrival.point.key },
        'A form could not be taken; its sender is asked to try again',
      );
      throw new ServiceUnavailableException();
    }
  }

  private async receiptAgain(delivery: string, arrival: Arrival): Promise<FormReceipt> {
    const rows = await this.em.execute<{ content_fingerprint: string | null; received_ms: string }[]>(
      `select content_fingerprint, extract(epoch from received_at) * 1000 as received_ms from intake.delivery where id = ?`,
      [delivery],
    );
    const fingerprint = this.vault.fingerprint('content', identifyContent(arrival).digest);
    if (rows[0] === undefined || rows[0].content_fingerprint !== fingerprint) {
      throw new UnprocessableEntityException('This Idempotency-Key was used for another complaint');
    }
    return { delivery, receivedAt: new Date(Number(rows[0].received_ms)).toISOString() };
  }
}
