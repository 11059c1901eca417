import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { nodeAt, placeOf, plainOf, type Place, type SourceNode } from './source-node.js';

/** Something wrong, or something that can never fire, in a policy file. */
export interface PolicyFault {
  readonly severity: 'error' | 'warning';
  readonly at: Place;
  /** Key path, e.g. milestones.registration.limit. */
  readonly path: string;
  readonly message: string;
  /** The clause that the entry carries out, where it names one. */
  readonly clause: string | null;
}

/** `file:line: message (clause)` */
export function faultLine(fault: PolicyFault): string {
  const where = fault.path === '' ? '' : `${fault.path}: `;
  const clause = fault.clause === null ? '' : ` (${fault.clause})`;
  return `${fault.at.file}:${fault.at.line}: ${where}${fault.message}${clause}`;
}

/** A fault at a path of a tree, with the clause of the entry around it. */
export function faultAt(
  root: SourceNode,
  path: readonly PropertyKey[],
  message: string,
  severity: 'error' | 'warning' = 'error',
): PolicyFault {
  return {
    severity,
    at: placeOf(root, path),
    path: path.map(String).join('.'),
    message,
    clause: clauseAround(root, path),
  };
}

function clauseAround(root: SourceNode, path: readonly PropertyKey[]): string | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const clauses = nodeAt(root, [...path.slice(0, length), 'clauses', 0]);
    const clause: unknown = clauses === null ? null : plainOf(clauses);
    if (typeof clause === 'string' && clause !== 'default') {
      return clause;
    }
  }
  return null;
}

/** Policy files that must not be used. `lines` has one line a fault; warnings are not among them. */
export class PolicyInvalid extends ConfigurationFault {
  constructor(readonly faults: readonly PolicyFault[]) {
    super(faults.filter((fault) => fault.severity === 'error').map(faultLine));
    this.name = 'PolicyInvalid';
  }
}
