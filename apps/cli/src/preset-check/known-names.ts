import { join } from 'node:path';
import { sumSignal } from '#apps/classifier/src/rules/find-signals.js';
import { loadRuleBook } from '#apps/classifier/src/rules/load-rules.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { KnownNames } from '#libs/policy/check/check-unreachable.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { configuredPaths } from './policy-paths.js';

/** What presets can name of the classifier and of the roster, as installed here. */
export function knownNames(): Pick<KnownNames, 'signals' | 'units'> {
  const book = loadRuleBook(join(projectFolder(), 'config/classification'));
  return {
    signals: new Set([...book.signals.map(({ id }) => id), sumSignal]),
    units: rosterUnits(),
  };
}

/** Null where the roster itself is wrong: `roster check` says how. */
function rosterUnits(): ReadonlySet<string> | null {
  try {
    return new Set(loadRoster(configuredPaths().roster).units);
  } catch (fault) {
    if (fault instanceof ConfigurationFault) {
      return null;
    }
    throw fault;
  }
}
