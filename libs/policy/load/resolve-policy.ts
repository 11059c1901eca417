import { findSource } from './find-source.js';
import { mergeSource, without } from './merge-source.js';
import { headKeys, registers } from './policy-file.schema.js';
import { faultAt, type PolicyFault } from './policy-fault.js';
import type { PolicySource } from './policy-source.js';
import type { SourceMap, SourceNode } from './source-node.js';

export type Resolved =
  | { readonly kind: 'resolved'; readonly root: SourceMap }
  | { readonly kind: 'broken'; readonly faults: readonly PolicyFault[] };

interface OverlayChoice {
  readonly preset: string;
  readonly variant?: number | undefined;
  readonly bind: Readonly<Record<string, string>>;
}

/**
 * Makes one preset whole: what it extends, then its overlays, then its own entries, each over the one before; so what a
 * company writes itself always wins.
 */
export function resolvePolicy(
  sources: readonly PolicySource[],
  source: PolicySource,
  extending: readonly string[] = [],
): Resolved {
  const own = without(source.root, headKeys);
  if (source.file.kind !== 'preset') {
    return { kind: 'resolved', root: own };
  }
  let body: SourceMap = { ...own, entries: new Map() };
  const parent = source.file.extends;
  if (parent !== undefined) {
    const choice = findSource(sources, parent, source.file.effectiveFrom);
    if (choice.kind === 'none') {
      return broken(source.root, ['extends'], choice.because);
    }
    const found = choice.source;
    const name = `${found.file.id}@${found.file.version}`;
    if (found.file.kind === 'overlay') {
      return broken(source.root, ['extends'], `${parent} is an overlay; name it under overlays`);
    }
    if (extending.includes(name)) {
      return broken(source.root, ['extends'], `${name} extends itself`);
    }
    const below = resolvePolicy(sources, found, [...extending, name]);
    if (below.kind === 'broken') {
      return below;
    }
    body = below.root;
  }
  for (const [index, use] of (source.file.overlays ?? []).entries()) {
    const laid = layOverlay(sources, source.root, ['overlays', index], body, use);
    if (laid.kind === 'broken') {
      return laid;
    }
    body = laid.root;
  }
  return { kind: 'resolved', root: mergeSource(body, own, registers) };
}

/** Adds one overlay to a preset's body. Bound roles of the preset act where nobody holds the overlay's own. */
export function layOverlay(
  sources: readonly PolicySource[],
  at: SourceNode,
  path: readonly PropertyKey[],
  below: SourceMap,
  use: OverlayChoice,
): Resolved {
  const choice = findSource(sources, use.preset);
  if (choice.kind === 'none') {
    return broken(at, [...path, 'preset'], choice.because);
  }
  const found = choice.source;
  if (found.file.kind !== 'overlay') {
    return broken(at, [...path, 'preset'], `${use.preset} is not an overlay`);
  }
  const variants = found.root.entries.get('variants');
  const variant =
    variants?.kind === 'map' && use.variant !== undefined ? variants.entries.get(String(use.variant)) : undefined;
  if (variant?.kind !== 'map') {
    return broken(
      at,
      [...path, 'variant'],
      `${use.preset} needs a variant, one of ${Object.keys(found.file.variants).join(', ')}`,
    );
  }
  const every = found.root.entries.get('everyVariant');
  const clauses = found.root.entries.get('clauses');
  const parts: SourceNode[] = [
    { kind: 'map', at: found.root.at, entries: new Map(clauses === undefined ? [] : [['clauses', clauses]]) },
    ...(every === undefined ? [] : [every]),
    without(variant, ['title', 'clauses']),
  ];
  const merged = parts.reduce<SourceMap>(
    (body, part) => (part.kind === 'map' ? mergeSource(body, part, registers) : body),
    below,
  );
  return bindRoles(at, path, merged, use.bind);
}

function bindRoles(
  at: SourceNode,
  path: readonly PropertyKey[],
  root: SourceMap,
  bind: Readonly<Record<string, string>>,
): Resolved {
  let bound = root;
  for (const [role, standIn] of Object.entries(bind)) {
    const roles = bound.entries.get('roles');
    if (roles?.kind !== 'map' || !roles.entries.has(role)) {
      return broken(at, [...path, 'bind', role], `the overlay has no role ${role}`);
    }
    const place = roles.at;
    const standIns = {
      kind: 'list' as const,
      at: place,
      items: [{ kind: 'scalar' as const, at: place, value: standIn }],
    };
    const standingIn = (list: SourceNode): SourceNode => ({
      kind: 'map',
      at: place,
      entries: new Map([['standIns', list]]),
    });
    // Roles that the bound one stands in for have its stand-in after it: nobody has to bind each of them.
    const behind = [...roles.entries].flatMap(([key, entry]): [string, SourceNode][] => {
      const list = entry.kind === 'map' ? entry.entries.get('standIns') : undefined;
      const leans = list?.kind === 'list' && list.items.some((item) => item.kind === 'scalar' && item.value === role);
      return leans ? [[key, standingIn({ ...list, items: [...list.items, ...standIns.items] })]] : [];
    });
    const entries = new Map<string, SourceNode>([...behind, [role, standingIn(standIns)]]);
    const above: SourceMap = {
      kind: 'map',
      at: place,
      entries: new Map([['roles', { kind: 'map', at: place, entries }]]),
    };
    bound = mergeSource(bound, above, registers);
  }
  return { kind: 'resolved', root: bound };
}

function broken(root: SourceNode, path: readonly PropertyKey[], message: string): Resolved {
  return { kind: 'broken', faults: [faultAt(root, path, message)] };
}
