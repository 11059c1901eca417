/**
 * What code logs with, and its injection token: a plain sentence and an object with ids, codes, counts and durations,
 * never content or personal data. Production has PinoLogger, tests use MemoryLogger of libs/testing. Log once per
 * failure, where it is decided what happens next; an error goes in as `{ error }`.
 */
export abstract class Logger {
  abstract debug(fields: object, sentence: string): void;
  abstract info(fields: object, sentence: string): void;
  /** Something is wrong that heals by itself or by a retry. */
  abstract warn(fields: object, sentence: string): void;
  /** Somebody must look. */
  abstract error(fields: object, sentence: string): void;
}
