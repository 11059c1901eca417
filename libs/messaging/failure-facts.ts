import { Failure } from '#libs/failure/failure.js';
import { maskPersonal } from '#libs/observability/mask-personal.js';

/**
 * transient  somebody else is away or in the way; nobody need look unless it lasts
 * rejected   the message's fault
 * bug        ours: somebody must look
 */
export type FailureFamily = 'transient' | 'rejected' | 'bug';

/** What of a failure may be logged and stored: never the text of a library's or server's error, which quotes data. */
export interface FailureFacts {
  readonly family: FailureFamily;
  readonly name: string;
  readonly code: string | null;
  /** Only of our own failures and of the language's, which name properties and not values. */
  readonly message: string | null;
  /** File and line in our code, without the folder that it is installed in. */
  readonly at: string | null;
}

/** Codes of PostgreSQL (SQLSTATE classes and values) and of sockets that pass by themselves. */
const passing = /^(?:08|53|57P|40001|40P01|55P03|ECONN|EPIPE|ETIMEDOUT|EHOST|ENOTFOUND|EAI_AGAIN)/u;

export function factsOf(error: unknown): FailureFacts {
  if (!(error instanceof Error)) {
    return { family: 'bug', name: typeof error, code: null, message: null, at: null };
  }
  const code = codeOf(error);
  return {
    family: familyOf(error, code),
    name: error.name,
    code,
    message: saysNoData(error) ? maskPersonal(error.message) : null,
    at: placeOf(error.stack),
  };
}

function saysNoData(error: Error): boolean {
  return (
    error instanceof Failure ||
    error instanceof RangeError ||
    error instanceof TypeError ||
    error instanceof ReferenceError
  );
}

/** In one line, for the row of a message. */
export function describeFacts({ name, code, message, at }: FailureFacts): string {
  return [
    name,
    code === null ? '' : ` ${code}`,
    message === null ? '' : `: ${message}`,
    at === null ? '' : ` (${at})`,
  ].join('');
}

function familyOf(error: Error, code: string | null): FailureFamily {
  if (error instanceof Failure && 'family' in error && (error.family === 'transient' || error.family === 'rejected')) {
    return error.family;
  }
  return (code !== null && passing.test(code)) || error.name === 'OptimisticLockError' ? 'transient' : 'bug';
}

function codeOf(error: Error): string | null {
  const code = 'code' in error ? error.code : null;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : null;
}

function placeOf(stack: string | undefined): string | null {
  return /(?<place>(?:apps|libs|test)\/[\w./-]+:\d+):\d+\)?$/mu.exec(stack ?? '')?.groups?.['place'] ?? null;
}
