import { EntityManager } from '@mikro-orm/postgresql';
import type { Provider } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import { Logger } from '#libs/observability/logger.js';
import { HandOverBook } from './hand-over.book.js';
import type { HandOverPoint } from './hand-over-points.js';
import { HandOverReader } from './hand-over.reader.js';
import { HandOverTargets } from './plan/hand-over-targets.js';
import { HandOverSender } from './send/hand-over.sender.js';

/** What hands cases over to other systems, for the dispatcher's module; sends from bootstrap to shutdown. */
export function handOverProviders(targets: HandOverTargets, crash: CrashPoints<HandOverPoint>): Provider[] {
  return [
    { provide: HandOverTargets, useValue: targets },
    HandOverBook,
    HandOverReader,
    {
      provide: HandOverSender,
      inject: [EntityManager, HandOverReader, BusinessClock, Logger],
      useFactory: (em: EntityManager, reader: HandOverReader, clock: BusinessClock, logger: Logger) =>
        new HandOverSender({ em, reader, targets, clock, logger, crash }),
    },
  ];
}
