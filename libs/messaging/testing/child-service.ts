/** A service in a process of its own, to be killed by a test. Its one argument is ChildServiceOptions as JSON. */
import 'reflect-metadata';
import type { Service } from '#libs/contracts/vocabulary.js';
import { crashPointsFor } from '#libs/failure/crash-point.js';
import { messagingCrashPoints, type RetryPolicy, type TransportConfig } from '../messaging.options.js';
import { dieOfPoison, hang, record } from './behaviours.js';
import { startTestService, type Behaviour } from './test-service.js';

export interface ChildServiceOptions {
  readonly service: Service;
  readonly databaseUrl: string;
  readonly transport: TransportConfig;
  readonly behaviour: 'record' | 'hang' | 'die-of-poison';
  readonly retry: Partial<RetryPolicy>;
  /** A crash point of libs/messaging, as in REDRESS_CRASH_AT. */
  readonly crashAt?: string;
}

const { service, databaseUrl, transport, behaviour, retry, crashAt } = JSON.parse(
  process.argv[2] ?? '{}',
) as ChildServiceOptions;
const behaviours: Record<ChildServiceOptions['behaviour'], Behaviour> = {
  record: record(service),
  hang: hang(),
  'die-of-poison': dieOfPoison(service),
};

await startTestService({
  service,
  databaseUrl,
  transport,
  behaviour: behaviours[behaviour],
  messaging: { retry, crashPoints: crashPointsFor(messagingCrashPoints, crashAt, false) },
});
process.stdout.write('ready\n');
