import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { faultAt, PolicyInvalid, type PolicyFault } from '#libs/policy/load/policy-fault.js';
import { parseSource } from '#libs/policy/load/parse-source.js';
import { schemaFaults } from '#libs/policy/load/schema-faults.js';
import { plainOf } from '#libs/policy/load/source-node.js';
import type { NamedText } from '#libs/policy/load/read-calendars.js';
import { CustomersDocument } from './customers.schema.js';

/** By unit. */
export type Customers = ReadonlyMap<string, CustomersDocument>;

/** Loads the files of a folder. Throws PolicyInvalid with `file:line: message`, ConfigurationFault where there is no folder. */
export function loadCustomers(folder: string): Customers {
  const { customers, faults } = readCustomers(textsOf(folder));
  if (faults.length > 0) {
    throw new PolicyInvalid(faults);
  }
  return customers;
}

/** Reads what the files say. Pure. */
export function readCustomers(files: readonly NamedText[]): { customers: Customers; faults: PolicyFault[] } {
  const customers = new Map<string, CustomersDocument>();
  const faults: PolicyFault[] = [];
  for (const { file, text } of files) {
    const source = parseSource(file, text);
    if (source.kind === 'broken') {
      faults.push(...source.faults);
      continue;
    }
    const { root } = source;
    const read = CustomersDocument.safeParse(plainOf(root), { reportInput: true });
    if (!read.success) {
      faults.push(...schemaFaults(root, read.error));
      continue;
    }
    const { unit, whole, places } = read.data;
    if (customers.has(unit)) {
      faults.push(faultAt(root, ['unit'], `a second file says how many there are in ${unit}`));
    }
    for (const [place, count] of Object.entries(places)) {
      if (count > whole) {
        faults.push(faultAt(root, ['places', place], `${place} has ${String(count)}, more than the whole of ${unit}`));
      }
    }
    customers.set(unit, read.data);
  }
  return { customers, faults };
}

function textsOf(folder: string): NamedText[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.ya?ml$/u.test(name))
      .toSorted()
      .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationFault([
      `${folder}: cannot be read (${code}); set REDRESS_CUSTOMERS to the folder that says how many customers each unit has`,
    ]);
  }
}
