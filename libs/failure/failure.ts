/**
 * The three families of failure, told apart by who must act.
 *
 * transient  try again later: a server is away, a lock is held
 * rejected   the input's fault: trying again cannot help; it goes to quarantine or a dead letter
 * (a bug is any other error: it is retried like a transient one, but alarmed)
 *
 * `code` is a closed union at each place of use; library errors are translated once, in their adapter,
 * and kept as `cause`.
 */
export abstract class Failure<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Try again later. */
export class TransientFailure<Code extends string = string> extends Failure<Code> {
  readonly family = 'transient';
}

/** Never try again with the same input. */
export class RejectedFailure<Code extends string = string> extends Failure<Code> {
  readonly family = 'rejected';
}
