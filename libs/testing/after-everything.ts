import { afterAll } from '@jest/globals';

/** An afterAll that runs after all others of the file, the last registered first: servers go after what uses them. */
export function afterEverything(putAway: () => Promise<void>, limitMs?: number): void {
  afterAll(Object.assign(putAway, { afterEverything: true }), limitMs);
}
