/**
 * apply   the next version: apply it
 * park    a version between is missing: try again later (`retryIn`)
 * ignore  already known: done
 */
export type VersionVerdict = 'apply' | 'park' | 'ignore';

/**
 * What to do with a message that carries a version (every `case.*` and `notice.*` does), whatever order it came in.
 *
 * @param current version that the consumer has; 0 when it knows nothing of the case yet
 * @param incoming version that the message carries
 */
export function decideVersion(current: number, incoming: number): VersionVerdict {
  if (incoming <= current) {
    return 'ignore';
  }
  return incoming === current + 1 ? 'apply' : 'park';
}
