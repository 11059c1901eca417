import type { Service } from '#libs/contracts/vocabulary.js';

/** The PostgreSQL schema that each service owns; its outbox and inbox lie there. */
export const serviceSchemas = {
  ingestor: 'intake',
  classifier: 'classification',
  dispatcher: 'cases',
  watchdog: 'watch',
} as const satisfies Record<Service, string>;
