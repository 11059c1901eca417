/** A service that has started, held by whoever started it. */
export interface RunningService {
  readonly name: string;
  /** Where its HTTP endpoints lie (`http://127.0.0.1:8025`), null when it listens to none. */
  readonly url: string | null;
  /**
   * Stops in order; resolves when nothing of it runs any more. Throws an AggregateError that names every part that
   * would not stop, after all of them have been tried. Calling it again waits for the same stop.
   */
  close(): Promise<void>;
}
