import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { TransientFailure } from '#libs/failure/failure.js';
import type { Logger } from '#libs/observability/logger.js';
import { ScopedLogger } from '#libs/observability/scoped.logger.js';
import { checkHandlers, type FoundHandler } from '../boot/check-handlers.js';
import { factsOf } from '../failure-facts.js';
import type { Housekeeping } from '../housekeeping.js';
import type { HandlerCaller } from '../inbox/handler-caller.js';
import type { Inbox, Incoming } from '../inbox/inbox.js';
import type { RetrySweep } from '../inbox/retry-sweep.js';
import { keepTrying } from '../keep-trying.js';
import type { MessageFigures } from '../message-figures.js';
import type { MessagingSettings } from '../messaging-settings.js';
import type { Relay } from '../outbox/relay.js';
import type { ServicePresence } from '../presence/service-presence.js';
import type { Publisher } from './publisher.js';

export interface MessageServerParts {
  readonly settings: MessagingSettings;
  readonly publisher: Publisher;
  readonly relay: Relay;
  readonly inbox: Inbox;
  readonly sweep: RetrySweep;
  readonly caller: HandlerCaller;
  readonly presence: ServicePresence;
  readonly housekeeping: Housekeeping;
  readonly figures: MessageFigures;
  readonly logger: Logger;
}

/**
 * What every transport does alike: checks the handlers at the start, hands what comes to the inbox until it is safe
 * there, and stops in order. Also the one that starts and stops relay and retries, which need no transport of their own.
 */
export abstract class MessageServer extends Server implements CustomTransportStrategy {
  /** Errors of handlers come to us, not to the framework's log. */
  override readonly propagatesEventHandlerErrors = true;
  protected readonly settings: MessagingSettings;
  protected readonly log: Logger;
  protected stopping = false;
  private readonly found: FoundHandler[] = [];
  private readonly inHand = new Set<Promise<void>>();
  private readonly givingUp = new AbortController();
  private draining: Promise<void> | null = null;
  private flushing: Promise<void> | null = null;
  private disconnecting: Promise<void> | null = null;

  constructor(protected readonly parts: MessageServerParts) {
    super();
    this.settings = parts.settings;
    this.log = new ScopedLogger(parts.logger, { component: 'messages' });
  }

  /** Throws while the transport cannot be used. */
  abstract assertConnected(): void;

  /** Opens the transport; from then on it calls `take`. */
  protected abstract connect(): Promise<void>;

  /** No more calls of `take`; resolves when those made need nothing more from the transport. */
  protected abstract stopDeliveries(): Promise<void>;

  protected abstract disconnect(): Promise<void>;

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler?: boolean,
    extras: Record<string, unknown> = {},
  ): void {
    const place = extras['place'];
    this.found.push({ type: String(pattern), place: typeof place === 'string' ? place : 'a handler without @Handles' });
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  override listen(callback: (error?: unknown) => void): void {
    this.start().then(
      () => {
        callback();
      },
      (error: unknown) => {
        callback(error);
      },
    );
  }

  /** Everything in order; each part once, whoever calls first. */
  override async close(): Promise<void> {
    await this.drain();
    await this.flush();
    await this.cutOff();
  }

  /** First: nothing new is begun. */
  stopTaking(): void {
    this.stopping = true;
    this.draining ??= this.finishInHand();
    this.draining.catch(() => undefined); // told by drain()
  }

  /** Second: what is in hand comes to its end. */
  async drain(): Promise<void> {
    this.stopTaking();
    await this.draining;
  }

  /** Third: what has been committed goes out. */
  async flush(): Promise<void> {
    const { relay, housekeeping, figures } = this.parts;
    this.flushing ??= Promise.all([relay.stop(), housekeeping.stop(), figures.stop()]).then(() => undefined);
    await this.flushing;
  }

  /** Last: the connections. */
  async cutOff(): Promise<void> {
    this.disconnecting ??= this.closeConnections();
    await this.disconnecting;
  }

  override on(): never {
    throw new Error('The message transport has no events to listen to');
  }

  override unwrap(): never {
    throw new Error('What lies under the message transport is not for use outside of it');
  }

  /** Resolves when the message is safe in the inbox; rejects only when the service stops before that. */
  protected async take({ body, delivery: told }: Incoming): Promise<void> {
    if (this.stopping) {
      throw new TransientFailure('stopping', 'The service stops and takes nothing more');
    }
    let delivery = told;
    const work = keepTrying(
      async () => {
        const now = delivery;
        delivery = now === 'first' ? 'repeated' : now;
        await this.parts.inbox.receive({ body, delivery: now });
      },
      {
        until: this.givingUp.signal,
        onFailure: (error, againInMs) => {
          this.log.warn({ failure: factsOf(error), againInMs }, 'A message cannot be put down in the inbox yet');
        },
      },
    );
    this.inHand.add(work);
    try {
      await work;
    } finally {
      this.inHand.delete(work);
    }
  }

  private async start(): Promise<void> {
    const { settings, caller, publisher, presence, relay, sweep, housekeeping, figures } = this.parts;
    const faults = checkHandlers(settings.service, this.found);
    if (faults.length > 0) {
      throw new Error(faults.join('\n'));
    }
    caller.bind(this.getHandlers());
    await publisher.open();
    await presence.open(() => {
      relay.wake();
      sweep.wake();
    });
    relay.start();
    sweep.start();
    housekeeping.start();
    figures.start();
    await this.connect();
    this.log.info({ transport: settings.transport.kind, handlers: this.found.length }, 'Messages are taken and sent');
  }

  private async finishInHand(): Promise<void> {
    this.givingUp.abort();
    const ends = await Promise.allSettled([this.stopDeliveries(), this.parts.sweep.stop(), ...this.inHand]);
    const failures = ends.slice(0, 2).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    if (failures.length > 0) {
      throw new AggregateError(failures, 'Messages in hand did not come to their end');
    }
  }

  private async closeConnections(): Promise<void> {
    const { publisher, presence } = this.parts;
    const ends = await Promise.allSettled([this.disconnect(), publisher.close(), presence.close()]);
    const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
    if (failures.length > 0) {
      throw new AggregateError(failures, 'Connections of the messages did not close');
    }
  }
}
