/**
 * What code logs with: a plain sentence and an object with ids and codes, never content or personal data.
 * A pino logger satisfies it; tests use MemoryLogger of libs/testing. Log once per failure, where it is decided
 * what happens next; an error goes in as `{ error }`.
 */
export interface Logger {
  debug(fields: object, sentence: string): void;
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
}
