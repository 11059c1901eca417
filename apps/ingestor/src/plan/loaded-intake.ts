import type { IntakePlan, SecretRef } from './intake-plan.schema.js';

/** The intake plan of this process; injection token and type in one. */
export abstract class LoadedIntake {
  abstract readonly plan: IntakePlan;
  abstract readonly secretOf: (ref: SecretRef) => string;
}
