import type { Service } from '#libs/contracts/vocabulary.js';
import { CrashPoints } from '#libs/failure/crash-point.js';
import {
  defaultRetryPolicy,
  type MessagingCrashPoint,
  type MessagingOptions,
  type RetryPolicy,
  type TransportConfig,
} from './messaging.options.js';

/** MessagingOptions with every default filled in; what the library's own classes are built with. */
export class MessagingSettings {
  readonly service: Service;
  readonly schema: string;
  readonly transport: TransportConfig;
  readonly databaseUrl: string;
  readonly concurrency: number;
  readonly retry: RetryPolicy;
  readonly pollMs: number;
  readonly crashPoints: CrashPoints<MessagingCrashPoint>;

  constructor(options: MessagingOptions) {
    if (!/^[a-z][a-z_]*$/u.test(options.schema)) {
      throw new RangeError(`Schema name ${options.schema} must be of lower-case letters and underscores`);
    }
    this.service = options.service;
    this.schema = options.schema;
    this.transport = options.transport;
    this.databaseUrl = options.databaseUrl;
    this.concurrency = options.concurrency ?? 4;
    this.retry = { ...defaultRetryPolicy, ...options.retry };
    this.pollMs = options.pollMs ?? 5_000;
    this.crashPoints = options.crashPoints ?? new CrashPoints();
  }
}
