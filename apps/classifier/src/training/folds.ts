import { hashName } from '../model/feature-vector.js';

/** Fold of a scenario, 0 to `folds` - 1: the same wherever it is asked, and whole scenarios stay together. */
export function foldOf(scenario: string, folds: number): number {
  return hashName(`fold:${scenario}`) % folds;
}
