import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BusinessClock, SystemClock } from '#libs/clock/business-clock.js';
import { subscriptionsOf, type DataOf, type MessageType } from '#libs/contracts/catalogue.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { startService } from '#libs/runtime/start-service.js';
import { Handles } from '../handles.decorator.js';
import type { MessageContext } from '../message-context.js';
import type { MessagingOptions, TransportConfig } from '../messaging.options.js';
import { MessagingModule, transportStrategy } from '../messaging.module.js';
import { Outbox } from '../outbox/outbox.js';
import { serviceSchemas } from '../store/service-schemas.js';
import type { Settlement } from '../settlement.js';
import { testSchemaOf } from './test-schema.js';

export interface Handling {
  readonly data: DataOf<MessageType>;
  readonly context: MessageContext;
  /** In the handler's transaction. */
  readonly em: EntityManager;
  readonly outbox: Outbox;
}

/** What the one handler of a test service does with every message. */
export type Behaviour = (handling: Handling) => Promise<Settlement | void>;

export interface TestServiceOptions {
  readonly service: Service;
  readonly databaseUrl: string;
  readonly transport: TransportConfig;
  readonly behaviour: Behaviour;
  readonly messaging?: Partial<MessagingOptions>;
}

export interface TestService {
  /** Writes messages in one transaction, as a chain of its own. */
  readonly em: EntityManager;
  readonly outbox: Outbox;
  stop(): Promise<void>;
}

/** A real service of the catalogue, wired and started as in production, whose handler the test decides. */
export async function startTestService({
  service,
  databaseUrl,
  transport,
  behaviour,
  messaging = {},
}: TestServiceOptions): Promise<TestService> {
  const schema = serviceSchemas[service];
  const held: { em?: EntityManager; outbox?: Outbox } = {};
  const running = await startService({
    name: service,
    config: { REDRESS_LOG_LEVEL: 'silent', REDRESS_LOG_TO: 'stderr' },
    module: testModule({
      imports: [
        DatabaseModule.forService({
          service,
          schema,
          url: databaseUrl,
          entities: [],
          migrations: testSchemaOf(service),
        }),
        MessagingModule.forService({ service, schema, transport, databaseUrl, pollMs: 1_000, ...messaging }),
      ],
      controller: controllerOf(service, behaviour),
    }),
    transport: (app) => {
      held.em = app.get(EntityManager);
      held.outbox = app.get(Outbox);
      return transportStrategy(app);
    },
  });
  const { em, outbox } = held;
  if (em === undefined || outbox === undefined) {
    throw new Error('the service started without its outbox');
  }
  return { em, outbox, stop: () => running.close() };
}

/** One handler for all that the service subscribes to. */
function controllerOf(service: Service, behaviour: Behaviour): Type {
  @Controller()
  class TestController {
    constructor(
      readonly em: EntityManager,
      readonly outbox: Outbox,
    ) {}

    @Handles(subscriptionsOf(service))
    async onMessage(@Payload() data: DataOf<MessageType>, @Ctx() context: MessageContext): Promise<Settlement | void> {
      return behaviour({ data, context, em: this.em, outbox: this.outbox });
    }
  }
  return TestController;
}

@Module({})
class TestModule {}

@Module({})
class TestClockModule {}

function testModule({ imports, controller }: { imports: DynamicModule[]; controller: Type }): DynamicModule {
  const clock: DynamicModule = {
    module: TestClockModule,
    global: true,
    providers: [{ provide: BusinessClock, useClass: SystemClock }],
    exports: [BusinessClock],
  };
  return { module: TestModule, imports: [clock, ...imports], controllers: [controller] };
}
