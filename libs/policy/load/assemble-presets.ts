import type { Calendar } from '../calendar/calendar.schema.js';
import { checkPreset } from '../check/check-preset.js';
import { nothingKnown, type KnownNames } from '../check/check-unreachable.js';
import { PresetBook } from '../preset/preset-book.js';
import { PresetDocument, type Preset } from '../preset/preset.schema.js';
import { parseSource } from './parse-source.js';
import { citeOnly } from './cite-only.js';
import { findSource } from './find-source.js';
import { mergeSource } from './merge-source.js';
import { headKeys, PolicyFile, registers } from './policy-file.schema.js';
import { faultAt, type PolicyFault } from './policy-fault.js';
import type { PolicySource } from './policy-source.js';
import { namingPresets, type SeenFault } from './naming-presets.js';
import { readCalendars, type NamedText } from './read-calendars.js';
import { layOverlay, resolvePolicy } from './resolve-policy.js';
import { schemaFaults } from './schema-faults.js';
import { plainOf, type SourceMap } from './source-node.js';

/** The texts of the folders presets, calendars and templates. */
export interface PolicyFiles {
  readonly presets: readonly NamedText[];
  readonly calendars: readonly NamedText[];
  readonly templates: readonly NamedText[];
}

export interface Assembled {
  readonly book: PresetBook;
  readonly faults: readonly PolicyFault[];
}

export interface AssembleOptions {
  readonly everyOverlay: boolean;
  /** What the classifier and the roster know: entries that nothing of it reaches are warned of. */
  readonly known?: Pick<KnownNames, 'signals' | 'units'>;
}

/**
 * Makes presets of files: reads, merges what extends and overlays, checks schema and cross references. Pure. Faults are
 * all of them at once; a preset with an error is not in the book. `everyOverlay` also lays each variant of each overlay
 * on each preset, so that an overlay that nobody uses yet is checked too.
 */
export function assemblePresets(files: PolicyFiles, options: AssembleOptions = { everyOverlay: false }): Assembled {
  const { calendars, faults } = readCalendars(files.calendars);
  const shared = readSharedTemplates(files.templates, faults);
  const known = { ...nothingKnown, ...options.known };
  const sources = readSources(files.presets, faults).map((source) => ({ ...source, shared }));
  const presets: Preset[] = [];
  const seen: SeenFault[] = [];
  for (const source of sources) {
    if (source.file.kind !== 'preset') {
      continue;
    }
    const built = buildPreset(sources, source, calendars, known);
    const by = `${source.file.id}@${source.file.version}`;
    seen.push(...built.faults.map((fault) => ({ fault, by, ownFile: fault.at.file === source.root.at.file })));
    if (built.preset !== null) {
      presets.push(built.preset);
    }
    if (options.everyOverlay && built.preset !== null) {
      faults.push(...tryOverlays(sources, source, calendars, known));
    }
  }
  const all = new Set(sources.flatMap(({ file }) => (file.kind === 'preset' ? [`${file.id}@${file.version}`] : [])));
  return { book: new PresetBook(presets), faults: unique([...namingPresets(seen, all.size), ...faults]) };
}

/** The texts that presets share, as the lowest layer of all: what a preset does not say itself is said in these words. */
function readSharedTemplates(files: readonly NamedText[], faults: PolicyFault[]): SourceMap {
  const nowhere = { file: 'config/templates', line: 0 };
  let templates: SourceMap = { kind: 'map', at: nowhere, entries: new Map() };
  for (const { file, text } of files) {
    const parsed = parseSource(file, text);
    if (parsed.kind === 'broken') {
      faults.push(...parsed.faults);
    } else if (parsed.root.kind === 'map') {
      templates = mergeSource(templates, parsed.root, registers);
    }
  }
  return { kind: 'map', at: nowhere, entries: new Map([['templates', templates]]) };
}

function templateKeys(map: SourceMap): string[] {
  const templates = map.entries.get('templates');
  return templates?.kind === 'map' ? [...templates.entries.keys()] : [];
}

/** What a preset's own file says beyond the shared texts, which are those that the product sends by itself. */
function ownTemplates({ root, shared }: PolicySource): ReadonlySet<string> {
  const known = templateKeys(shared);
  return new Set(templateKeys(root).filter((key) => !known.includes(key)));
}

function readSources(files: readonly NamedText[], faults: PolicyFault[]): Omit<PolicySource, 'shared'>[] {
  const sources: Omit<PolicySource, 'shared'>[] = [];
  for (const { file, text } of files) {
    const parsed = parseSource(file, text);
    if (parsed.kind === 'broken') {
      faults.push(...parsed.faults);
      continue;
    }
    const { root } = parsed;
    const read = PolicyFile.safeParse(plainOf(root), { reportInput: true });
    if (!read.success || root.kind !== 'map') {
      faults.push(...(read.success ? [faultAt(root, [], 'must be a map of keys')] : schemaFaults(root, read.error)));
      continue;
    }
    if (sources.some((other) => other.file.id === read.data.id && other.file.version === read.data.version)) {
      faults.push(faultAt(root, ['id'], `a second file is ${read.data.id}@${read.data.version}`));
      continue;
    }
    sources.push({ file: read.data, root });
  }
  return sources;
}

interface Built {
  readonly preset: Preset | null;
  readonly faults: readonly PolicyFault[];
}

function buildPreset(
  sources: readonly PolicySource[],
  source: PolicySource,
  calendars: Readonly<Record<string, Calendar>>,
  known: KnownNames,
): Built {
  const resolved = resolvePolicy(sources, source);
  return resolved.kind === 'broken'
    ? { preset: null, faults: resolved.faults }
    : finish(source, resolved.root, calendars, known);
}

function finish(
  source: PolicySource,
  policy: SourceMap,
  calendars: Readonly<Record<string, Calendar>>,
  known: KnownNames,
): Built {
  const body = mergeSource(citeOnly(source.shared, policy), policy, registers);
  const head = [...source.root.entries].filter(
    ([key]) => headKeys.includes(key) && key !== 'kind' && key !== 'extends',
  );
  const root: SourceMap = { kind: 'map', at: source.root.at, entries: new Map([...body.entries, ...head]) };
  const read = PresetDocument.safeParse({ overlays: [], ...(plainOf(root) as object) }, { reportInput: true });
  if (!read.success) {
    return { preset: null, faults: schemaFaults(root, read.error) };
  }
  const named = Object.values(read.data.clocks).flatMap((clock) =>
    clock.kind === 'working-time' ? [clock.calendar] : [],
  );
  const used = Object.fromEntries(
    named.flatMap((key) => (calendars[key] === undefined ? [] : [[key, calendars[key]]])),
  );
  const preset: Preset = { ...read.data, calendars: used };
  const faults = checkPreset(preset, { ...known, ownTemplates: ownTemplates(source) }).map(
    ({ path, message, severity }) => faultAt(root, path, message, severity),
  );
  return { preset: faults.some((fault) => fault.severity === 'error') ? null : preset, faults };
}

function tryOverlays(
  sources: readonly PolicySource[],
  source: PolicySource,
  calendars: Readonly<Record<string, Calendar>>,
  known: KnownNames,
): PolicyFault[] {
  return sources.flatMap((overlay) => {
    // A second variant over the first would be no company's rules.
    if (overlay.file.kind !== 'overlay' || lays(sources, source, overlay.file.id)) {
      return [];
    }
    return Object.keys(overlay.file.variants).flatMap((variant) => {
      const below = resolvePolicy(sources, source);
      if (below.kind === 'broken') {
        return [];
      }
      const use = { preset: overlay.file.id, variant: Number(variant), bind: {} };
      const laid = layOverlay(sources, overlay.root, ['variants', variant], below.root, use);
      const faults = laid.kind === 'broken' ? laid.faults : finish(source, laid.root, calendars, known).faults;
      return faults.filter((fault) => fault.at.file === overlay.root.at.file);
    });
  });
}

/** Whether a preset, or one that it extends, has this overlay already. */
function lays(sources: readonly PolicySource[], { file }: PolicySource, overlay: string): boolean {
  if (file.kind !== 'preset') {
    return false;
  }
  const below = file.extends === undefined ? null : findSource(sources, file.extends, file.effectiveFrom);
  return (
    (file.overlays ?? []).some(({ preset }) => preset.split('@')[0] === overlay) ||
    (below?.kind === 'found' && lays(sources, below.source, overlay))
  );
}

function unique(faults: readonly PolicyFault[]): PolicyFault[] {
  const seen = new Map(
    faults.map((fault) => [`${fault.at.file}:${fault.at.line}:${fault.path}:${fault.message}`, fault]),
  );
  return [...seen.values()];
}
