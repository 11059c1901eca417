import type { Logger } from '#libs/observability/logger.js';
import type { Housekeeping } from '../housekeeping.js';
import type { HandlerCaller } from '../inbox/handler-caller.js';
import type { Inbox } from '../inbox/inbox.js';
import type { RetrySweep } from '../inbox/retry-sweep.js';
import type { MessageFigures } from '../message-figures.js';
import type { MessagingSettings } from '../messaging-settings.js';
import type { Relay } from '../outbox/relay.js';
import type { ServicePresence } from '../presence/service-presence.js';
import { EmbeddedPublisher } from './embedded/embedded.publisher.js';
import { EmbeddedServer } from './embedded/embedded.server.js';
import type { MessageServer } from './message.server.js';
import type { Publisher } from './publisher.js';
import { RabbitmqPublisher } from './rabbitmq/rabbitmq.publisher.js';
import { RabbitmqServer } from './rabbitmq/rabbitmq.server.js';

/** The sending side of the transport that is configured. */
export function makePublisher(settings: MessagingSettings, logger: Logger): Publisher {
  const { transport } = settings;
  switch (transport.kind) {
    case 'embedded':
      return new EmbeddedPublisher();
    case 'rabbitmq':
      return new RabbitmqPublisher(settings, transport.url, logger);
    default:
      return transport satisfies never;
  }
}

/** Its receiving side. */
export function makeServer(
  settings: MessagingSettings,
  publisher: Publisher,
  relay: Relay,
  inbox: Inbox,
  sweep: RetrySweep,
  caller: HandlerCaller,
  presence: ServicePresence,
  housekeeping: Housekeeping,
  figures: MessageFigures,
  logger: Logger,
): MessageServer {
  const parts = { settings, publisher, relay, inbox, sweep, caller, presence, housekeeping, figures, logger };
  const { transport } = settings;
  switch (transport.kind) {
    case 'embedded':
      return new EmbeddedServer(parts);
    case 'rabbitmq':
      return new RabbitmqServer(parts, transport.url);
    default:
      return transport satisfies never;
  }
}
