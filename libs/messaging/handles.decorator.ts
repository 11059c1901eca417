import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import type { DataOf, MessageType } from '#libs/contracts/catalogue.js';
import type { MessageContext } from './message-context.js';
import { PassFailureFilter } from './pass-failure.filter.js';
import type { Settlement } from './settlement.js';

type Handler<T extends MessageType> = (data: DataOf<T>, context: MessageContext) => Promise<Settlement | void>;

/** Where a handler stands, kept beside its pattern so that the boot check can name it. */
export interface HandlerExtras {
  readonly place: string;
}

/**
 * Makes a controller method the one handler of a message type (or of several):
 *
 *     @Handles('complaint.received')
 *     async onComplaint(@Payload() data: DataOf<'complaint.received'>, @Ctx() context: MessageContext) { … }
 *
 * It runs in one transaction with the note that the message has been handled; an injected EntityManager is in it.
 * Whatever must not be rolled back with it (a mail sent) does not belong here. Returns a Settlement, or nothing for done.
 */
export function Handles<const T extends MessageType>(types: T | readonly T[]) {
  return <Method extends Handler<T>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const extras: HandlerExtras = { place: `${target.constructor.name}.${key}` };
    applyDecorators(EventPattern([types].flat(), extras), UseFilters(PassFailureFilter))(target, key, descriptor);
  };
}
