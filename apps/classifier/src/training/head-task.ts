import type { Example } from './examples.js';

/** What a head is taught, from which texts. */
export interface Task {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  /** Texts that can teach it. */
  readonly examples: readonly Example[];
  readonly wanted: (example: Example) => readonly string[];
  readonly allowed: (example: Example) => readonly boolean[] | null;
  readonly weight: (example: Example) => number;
}
