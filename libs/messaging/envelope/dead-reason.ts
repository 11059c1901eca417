import { z } from 'zod';

/**
 * Why a message lies among the dead letters.
 *
 * unreadable           not an envelope at all
 * unknown-type         not in the catalogue, or not for this service
 * unsupported-version  of another version than this program knows; replay after the upgrade
 * invalid              the data does not fit the catalogue's schema; the issues say where
 * rejected             the handler says it can never be handled
 * retries-exhausted    failed on every rung of the ladder
 * never-ready          the handler asked for `retry` too often
 * crashed              the process died too often while handling it
 * delivery-limit       the broker gave up delivering it
 */
export const DeadReason = z.enum([
  'unreadable',
  'unknown-type',
  'unsupported-version',
  'invalid',
  'rejected',
  'retries-exhausted',
  'never-ready',
  'crashed',
  'delivery-limit',
]);
export type DeadReason = z.infer<typeof DeadReason>;

/** Where and how data misses its schema; never the data itself. */
export interface Issue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}
