/**
 * ok       as it should be
 * note     worth knowing
 * warning  works, and something is lost by it
 * fault    does not work
 */
export type Severity = 'ok' | 'note' | 'warning' | 'fault';

/** One line of `bin/redress doctor`. Holds no secret. */
export interface Finding {
  readonly severity: Severity;
  /** What it is about: `mailbox garden`, `database`. */
  readonly subject: string;
  readonly text: string;
}

/** Takes the findings of one subject as they come. */
export type Report = (severity: Severity, text: string) => void;
