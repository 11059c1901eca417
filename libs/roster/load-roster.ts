import { readFileSync } from 'node:fs';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { faultAt, PolicyInvalid, type PolicyFault } from '#libs/policy/load/policy-fault.js';
import { parseSource } from '#libs/policy/load/parse-source.js';
import { schemaFaults } from '#libs/policy/load/schema-faults.js';
import { plainOf, type SourceNode } from '#libs/policy/load/source-node.js';
import { checkPeople } from './check-people.js';
import { Roster } from './roster.js';
import { RosterDocument } from './roster.schema.js';

/** Loads the roster from its YAML file. Throws PolicyInvalid with one line a fault: `file:line: message`. */
export function loadRoster(file: string): Roster {
  const { roster, faults } = readRoster(file, readText(file));
  if (roster === null || faults.some((fault) => fault.severity === 'error')) {
    throw new PolicyInvalid(faults);
  }
  return roster;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationFault([
      `${file}: cannot be read (${code}); set REDRESS_ROSTER to the file that names who works here`,
    ]);
  }
}

export interface ReadRoster {
  /** Null where the file does not follow the schema. */
  readonly roster: Roster | null;
  /** For naming lines in later checks. */
  readonly root: SourceNode | null;
  readonly faults: readonly PolicyFault[];
}

/** Reads a roster and checks what can be checked without a preset. Pure. */
export function readRoster(file: string, text: string): ReadRoster {
  const source = parseSource(file, text);
  if (source.kind === 'broken') {
    return { roster: null, root: null, faults: source.faults };
  }
  const { root } = source;
  const read = RosterDocument.safeParse(plainOf(root), { reportInput: true });
  if (!read.success) {
    return { roster: null, root, faults: schemaFaults(root, read.error) };
  }
  const faults = checkPeople(read.data).map(({ path, message, severity }) => faultAt(root, path, message, severity));
  return { roster: new Roster(read.data), root, faults };
}
