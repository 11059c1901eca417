import type { SecretRef } from '#libs/config/secret-ref.js';
import type { IntakePlan } from './intake-plan.schema.js';

/** The intake plan of this process; injection token and type in one. */
export abstract class LoadedIntake {
  abstract readonly plan: IntakePlan;
  abstract readonly secretOf: (ref: SecretRef) => string;
}
