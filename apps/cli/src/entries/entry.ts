import { parse } from 'yaml';
import { z } from 'zod';
import type { SourceText } from '../docs/traceability/clause-register.js';

/** A part of a policy file that cites clauses: what carries them out. */
export interface Entry {
  /** From the project's folder, e.g. config/presets/property-group.yaml. */
  readonly file: string;
  /** Keys down to the entry. */
  readonly path: readonly string[];
  readonly clauses: readonly string[];
}

const Citing = z.array(z.string());
/** The register names clauses, the approval says who let the rules take effect: neither carries a clause out. */
const noEntries: ReadonlySet<string> = new Set(['clauses', 'approval']);

/** Every entry of policy files, in their order. */
export function entriesOf(files: readonly SourceText[]): readonly Entry[] {
  return files.flatMap(({ path, text }) => {
    const found: Entry[] = [];
    collect(parse(text) as unknown, path, [], found);
    return found;
  });
}

function collect(node: unknown, file: string, path: readonly string[], into: Entry[]): void {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    const ids = key === 'clauses' && path.length > 0 ? Citing.safeParse(child).data : undefined;
    if (ids !== undefined) {
      // The head of a variant says what it is about; its entries carry it out.
      if (path[0] !== 'variants' || path.length > 2) {
        into.push({ file, path, clauses: ids });
      }
    } else if (path.length > 0 || !noEntries.has(key)) {
      collect(child, file, [...path, key], into);
    }
  }
}

/** `property-group: milestones.registration` */
export function nameOfEntry({ file, path }: Entry): string {
  const folder = file.includes('/templates/') ? 'templates/' : '';
  return `${folder}${file.replace(/^.*\//u, '').replace(/\.ya?ml$/u, '')}: ${path.join('.')}`;
}
