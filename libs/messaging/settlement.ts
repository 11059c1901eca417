/**
 * How a handler settles a message. Only `done` commits what the handler wrote; the other two roll it back, as if the
 * message had not come yet. Throwing is a failure: a RejectedFailure goes to the dead letters at once, anything else
 * is tried again up the ladder.
 */
export type Settlement = Done | RetryLater | DeadLetter;

export interface Done {
  readonly kind: 'done';
}

/** Not yet: its turn has not come (a gap in the versions). Does not use up the ladder. */
export interface RetryLater {
  readonly kind: 'retry';
  /** Technical time until the next attempt, in ms. */
  readonly delayMs: number;
}

/** Never: a person must look at it. */
export interface DeadLetter {
  readonly kind: 'dead-letter';
  /** A code, never a text with data in it. */
  readonly reason: string;
}

export const done: Done = { kind: 'done' };

export function retryIn(delayMs: number): RetryLater {
  return { kind: 'retry', delayMs };
}

export function deadLetter(reason: string): DeadLetter {
  return { kind: 'dead-letter', reason };
}

/** What a handler returned, read as a settlement; returning nothing means done. Throws on anything else. */
export function readSettlement(returned: unknown): Settlement {
  if (returned === undefined || returned === null) {
    return done;
  }
  if (typeof returned === 'object' && 'kind' in returned) {
    switch (returned.kind) {
      case 'done':
        return done;
      case 'retry':
        if ('delayMs' in returned && typeof returned.delayMs === 'number' && returned.delayMs >= 0) {
          return retryIn(returned.delayMs);
        }
        break;
      case 'dead-letter':
        if ('reason' in returned && typeof returned.reason === 'string') {
          return deadLetter(returned.reason);
        }
        break;
      default:
    }
  }
  throw new TypeError('A message handler must return nothing or a Settlement');
}
