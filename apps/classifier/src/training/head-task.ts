import type { Material } from './examples.js';

/** What a head is taught by one text or excerpt. */
export interface Lesson {
  readonly of: Material;
  /** The labels that hold. */
  readonly wanted: readonly string[];
  /** Bars labels that the preset does not have, by the order of the task's labels. */
  readonly allowed: readonly boolean[] | null;
  /** 1 for a lesson that counts once. */
  readonly weight: number;
}

/** What a head is taught, from which texts. */
export interface Task {
  readonly labels: readonly string[];
  readonly multiple: boolean;
  readonly lessons: readonly Lesson[];
}
