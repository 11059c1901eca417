import type { PolicyFault } from './policy-fault.js';

/** A fault that showed as one preset was made whole. */
export interface SeenFault {
  readonly fault: PolicyFault;
  /** `own@1` */
  readonly by: string;
  /** Whether it stands in that preset's own file. */
  readonly ownFile: boolean;
}

/**
 * Says of a fault in a file that others extend which of them it shows in: a shipped preset is not wrong by itself where
 * one that extends it takes away what it needs. Pure.
 */
export function namingPresets(seen: readonly SeenFault[], presets: number): PolicyFault[] {
  const keyOf = ({ at, path, message }: PolicyFault): string => `${at.file}:${String(at.line)}:${path}:${message}`;
  const groups = Map.groupBy(seen, ({ fault }) => keyOf(fault));
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) {
      return [];
    }
    const names = [...new Set([first, ...others].map(({ by }) => by))];
    const elsewhere = [first, ...others].every(({ ownFile }) => !ownFile) && names.length < presets;
    return elsewhere
      ? { ...first.fault, message: `${first.fault.message}, as ${names.join(' and ')} has it` }
      : first.fault;
  });
}
