import { parse } from 'yaml';
import { z } from 'zod';
import { ClauseEntry } from '#libs/policy/preset/entry.schema.js';

/** A YAML or TypeScript file of the project. */
export interface SourceText {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
}

/** One duty of a company's document, and the entries by which it is data. */
export interface Clause {
  readonly id: string;
  readonly source: string;
  /** In English, as the preset has it. */
  readonly duty: string;
  readonly kind: 'system' | 'people' | 'context';
  /** `property-group: milestones.registration` */
  readonly entries: readonly string[];
}

const Register = z.object({ id: z.string().optional(), clauses: z.record(z.string(), ClauseEntry).default({}) });
const Citing = z.array(z.string());

/** Every clause of the presets in the order of the files, with all entries of presets and templates that cite it. */
export function clauseRegister(presets: readonly SourceText[], templates: readonly SourceText[]): readonly Clause[] {
  const read = presets.map((file) => ({ document: parse(file.text) as unknown, file }));
  const entries = new Map<string, string[]>();
  for (const { document, file } of read) {
    collectEntries(document, nameOf(file), [], entries);
  }
  for (const file of templates) {
    collectEntries(parse(file.text) as unknown, `templates/${nameOf(file)}`, [], entries);
  }
  return read.flatMap(({ document }) =>
    Object.entries(Register.parse(document).clauses).map(([id, { source, duty, kind }]) => ({
      id,
      source,
      duty: duty.en,
      kind,
      entries: [...new Set(entries.get(id) ?? [])],
    })),
  );
}

/** The register itself and what a document says of itself are no entries. */
function collectEntries(node: unknown, file: string, path: readonly string[], into: Map<string, string[]>): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    const ids = key === 'clauses' ? Citing.safeParse(child).data : undefined;
    for (const id of path.length === 0 ? [] : (ids ?? [])) {
      into.set(id, [...(into.get(id) ?? []), `${file}: ${path.join('.')}`]);
    }
    collectEntries(child, file, [...path, key], into);
  }
}

function nameOf({ path }: SourceText): string {
  return path.replace(/^.*\//u, '').replace(/\.ya?ml$/u, '');
}
