import type { HandOverTarget } from './hand-over-target.schema.js';

/** A target with its secrets read. */
export interface OpenTarget extends Omit<HandOverTarget, 'secrets'> {
  readonly secrets: readonly string[];
}

/** Where cases of this installation are handed over to; injection token and type in one. */
export class HandOverTargets {
  constructor(readonly all: readonly OpenTarget[]) {}

  /** Those that hear of what happened to a case of this unit. */
  of(preset: string, unit: string, events: readonly string[]): readonly OpenTarget[] {
    return this.all.filter(
      (target) =>
        target.preset === preset &&
        (target.unit === undefined || target.unit === unit) &&
        events.some((event) => target.events.includes(event)),
    );
  }
}
