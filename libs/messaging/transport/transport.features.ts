import { describe } from '@jest/globals';
import { crashFeatures } from './crash.features.js';
import { deliveryFeatures } from './delivery.features.js';
import { failureFeatures } from './failure.features.js';
import type { TransportUnderTest } from './transport-under-test.js';

/** What every transport must hold to, run by each against real servers. */
export function transportFeatures(name: string, under: TransportUnderTest): void {
  describe(`${name} transport`, () => {
    describe('delivery', () => {
      deliveryFeatures(under);
    });
    describe('failures', () => {
      failureFeatures(under);
    });
    describe('crashes', () => {
      crashFeatures(under);
    });
  });
}
