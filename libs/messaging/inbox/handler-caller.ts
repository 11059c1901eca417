import { Injectable } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Envelope } from '#libs/contracts/envelope.js';
import { whileHandling, type MessageContext } from '../message-context.js';
import { readSettlement, type Settlement } from '../settlement.js';

/** Runs the handler of a message as the framework wired it, guards and interceptors included. */
@Injectable()
export class HandlerCaller {
  private handlers: ReadonlyMap<string, MessageHandler> = new Map();

  /** Once, when the boot check has passed. */
  bind(handlers: ReadonlyMap<string, MessageHandler>): void {
    this.handlers = handlers;
  }

  async call(envelope: Envelope, attempt: number): Promise<Settlement> {
    const { messageId, type, correlationId, causationId, producer } = envelope;
    const handler = this.handlers.get(type);
    if (handler === undefined) {
      throw new Error(`No handler for ${type}: the boot check has not been run`);
    }
    const context: MessageContext = {
      messageId,
      type,
      correlationId,
      causationId,
      producer,
      occurredAt: new Date(envelope.occurredAt),
      attempt,
    };
    return whileHandling(context, async () => {
      const returned: unknown = await handler(envelope.data, context);
      return readSettlement(
        isObservable(returned) ? await lastValueFrom(returned, { defaultValue: undefined }) : returned,
      );
    });
  }
}
