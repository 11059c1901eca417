import { AsyncLocalStorage } from 'node:async_hooks';

/** Ids only, as in every log line. */
export type LogFields = Readonly<Record<string, unknown>>;

const storage = new AsyncLocalStorage<LogFields>();

/** Runs `work` so that every line logged in it carries these fields too (`correlationId`, `messageId`, `deliveryId`). */
export function withLogContext<Result>(fields: LogFields, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...fields }, work);
}

/** The fields in force here. */
export function logContext(): LogFields {
  return storage.getStore() ?? {};
}
