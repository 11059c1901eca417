import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Module, type Type } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { expect, it } from '@jest/globals';
import { BusinessClock, SystemClock } from '#libs/clock/business-clock.js';
import { DatabaseModule } from '#libs/database/database.module.js';
import { startService } from '#libs/runtime/start-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { Handles } from '../handles.decorator.js';
import { MessagingModule, transportStrategy } from '../messaging.module.js';
import { testMigrations, testSchemaOf } from '../testing/test-schema.js';

const database = withTestDatabase({ sets: testMigrations });

@Controller()
class ComplaintController {
  constructor(readonly em: EntityManager) {}

  @Handles('complaint.received')
  onComplaint(): Promise<void> {
    return Promise.resolve();
  }
}

@Controller()
class SecondController {
  @Handles(['complaint.received', 'case.tagged'])
  onAnything(): Promise<void> {
    return Promise.resolve();
  }

  @EventPattern('complaint.lost')
  onLost(@Payload() _data: unknown): void {
    // never called
  }
}

async function start(controllers: Type[]): Promise<void> {
  @Module({
    imports: [
      DatabaseModule.forService({
        service: 'classifier',
        schema: 'classification',
        url: database.url,
        entities: [],
        migrations: testSchemaOf('classifier'),
      }),
      MessagingModule.forService({
        service: 'classifier',
        schema: 'classification',
        transport: { kind: 'embedded' },
        databaseUrl: database.url,
      }),
      {
        module: ClockModule,
        global: true,
        providers: [{ provide: BusinessClock, useClass: SystemClock }],
        exports: [BusinessClock],
      },
    ],
    controllers,
  })
  class ServiceModule {}
  const service = await startService({
    name: 'classifier',
    module: ServiceModule,
    config: { REDRESS_LOG_LEVEL: 'silent', REDRESS_LOG_TO: 'stderr' },
    transport: transportStrategy,
  });
  await service.close();
}

@Module({})
class ClockModule {}

it('does not start with a catalogued message that nobody handles, and names the fix', async () => {
  await expect(start([ComplaintController])).rejects.toThrow(
    "classifier has no handler for case.tagged: add @Handles('case.tagged') to a method",
  );
});

it('does not start with two handlers for a message, or one for a message that nobody sends, and names each', async () => {
  const starting = start([ComplaintController, SecondController]);
  await expect(starting).rejects.toThrow(
    '2 handlers for complaint.received (ComplaintController.onComplaint, SecondController.onAnything)',
  );
  await expect(starting).rejects.toThrow(
    'classifier handles complaint.lost (a handler without @Handles), which nobody sends',
  );
});
