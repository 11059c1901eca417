import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { Identities } from '#libs/contracts/identity.js';
import { Logger } from '#libs/observability/logger.js';
import { Readiness } from '#libs/observability/readiness.js';
import { Shutdown } from '#libs/runtime/shutdown.js';
import { Housekeeping } from './housekeeping.js';
import { HandlerCaller } from './inbox/handler-caller.js';
import { HandlerRun } from './inbox/handler-run.js';
import { Inbox } from './inbox/inbox.js';
import { RetrySweep } from './inbox/retry-sweep.js';
import { MessageFigures } from './message-figures.js';
import type { MessagingOptions } from './messaging.options.js';
import { MessagingSettings } from './messaging-settings.js';
import { Outbox } from './outbox/outbox.js';
import { Relay } from './outbox/relay.js';
import { ServicePresence } from './presence/service-presence.js';
import { RandomIdentities } from './random-identities.js';
import { makePublisher, makeServer } from './transport/make-transport.js';
import { MessageServer } from './transport/message.server.js';
import { Publisher } from './transport/publisher.js';

/**
 * Outbox, inbox and transport of one service, for its whole container. Needs DatabaseModule, a BusinessClock,
 * ObservabilityModule and RuntimeModule in the same application.
 */
@Module({})
export class MessagingModule {
  static forService(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MessagingSettings, useValue: new MessagingSettings(options) },
        { provide: Identities, useClass: RandomIdentities },
        { provide: Publisher, useFactory: makePublisher, inject: [MessagingSettings, Logger] },
        {
          provide: MessageServer,
          useFactory: makeServer,
          inject: [
            MessagingSettings,
            Publisher,
            Relay,
            Inbox,
            RetrySweep,
            HandlerCaller,
            ServicePresence,
            Housekeeping,
            MessageFigures,
            Logger,
          ],
        },
        Outbox,
        Relay,
        Inbox,
        RetrySweep,
        HandlerCaller,
        HandlerRun,
        ServicePresence,
        Housekeeping,
        MessageFigures,
      ],
      exports: [Outbox, MessageServer, Identities],
    };
  }
}

/** The transport strategy of an application that has MessagingModule; for `startService({ transport })`. */
export function transportStrategy(app: INestApplicationContext): CustomTransportStrategy {
  const server = app.get(MessageServer);
  const shutdown = app.get(Shutdown);
  shutdown.register({
    phase: 'stop-taking',
    name: 'message consumption',
    run: () => {
      server.stopTaking();
    },
  });
  shutdown.register({ phase: 'drain', name: 'message handlers', run: () => server.drain() });
  shutdown.register({ phase: 'flush', name: 'outbox relay', run: () => server.flush() });
  shutdown.register({ phase: 'disconnect', name: 'message transport', run: () => server.cutOff() });
  app.get(Readiness).register('messages', () => {
    server.assertConnected();
  });
  return server;
}
