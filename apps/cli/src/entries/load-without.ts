import { assemblePresets } from '#libs/policy/load/assemble-presets.js';
import { faultLine } from '#libs/policy/load/policy-fault.js';
import type { SourceText } from '../docs/traceability/clause-register.js';
import type { Entry } from './entry.js';
import { takeAway } from './take-away.js';

/** What is left of a policy once the entries of a clause are gone. */
export interface Without {
  readonly files: readonly SourceText[];
  readonly taken: readonly Entry[];
  /** Entries that other entries lean on: without them no preset loads, each with the fault that says so. */
  readonly needed: readonly { readonly entry: Entry; readonly fault: string }[];
}

/**
 * Takes as many of the entries away as leave presets that load. An entry that others name (a role, a template) goes as
 * soon as nothing names it any more; one that must be there for any preset at all stays, and the fault is told.
 */
export function loadWithout(files: readonly SourceText[], entries: readonly Entry[]): Without {
  // An overlay is in force only over a preset: its entries are tried in each variant over each of them.
  const overlaid = entries.some(({ path }) => path[0] === 'variants' || path[0] === 'everyVariant');
  const faultsWithout = (some: readonly Entry[]): readonly string[] => faultsOf(takeAway(files, some), overlaid);
  if (faultsWithout(entries).length === 0) {
    return { files: takeAway(files, entries), taken: entries, needed: [] };
  }
  const taken: Entry[] = [];
  for (let before = -1; before !== taken.length;) {
    before = taken.length;
    for (const entry of entries) {
      if (!taken.includes(entry) && faultsWithout([...taken, entry]).length === 0) {
        taken.push(entry);
      }
    }
  }
  const needed = entries
    .filter((entry) => !taken.includes(entry))
    .map((entry) => ({ entry, fault: faultsWithout([...taken, entry])[0] ?? '' }));
  return { files: takeAway(files, taken), taken, needed };
}

function faultsOf(files: readonly SourceText[], everyOverlay: boolean): readonly string[] {
  const folder = (name: string): { file: string; text: string }[] =>
    files
      .filter(({ path }) => path.includes(`/${name}/`))
      .map(({ path, text }) => ({ file: path.replace(/^.*\//u, ''), text }));
  const { faults } = assemblePresets(
    { presets: folder('presets'), calendars: folder('calendars'), templates: folder('templates') },
    { everyOverlay },
  );
  return faults.filter(({ severity }) => severity === 'error').map(faultLine);
}
