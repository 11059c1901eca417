import { TransientFailure } from '#libs/failure/failure.js';

/** The provider's list or queue could not be had; it is asked again. */
export class PullFailure extends TransientFailure<'pull-failed'> {
  constructor(detail: string) {
    super('pull-failed', detail);
  }
}

/** Fetches what a provider has for us, in the form in which it would have pushed it. */
export interface PullSource {
  /**
   * Batches, each to be kept before the next is asked for: a queue gives its entries up for good then. Throws
   * PullFailure. @param since machine time; a queue gives what it has
   */
  pull(since: Date): AsyncIterable<readonly Buffer[]>;
}
