import type { SourceMap, SourceNode } from './source-node.js';

/**
 * The shared templates as one preset has them: texts that serve several presets cite the clauses of all of them, and
 * each preset keeps those of its own register, or `default` where none is left.
 */
export function citeOnly(shared: SourceMap, policy: SourceMap): SourceMap {
  const register = policy.entries.get('clauses');
  const known = new Set(register?.kind === 'map' ? register.entries.keys() : []);
  return filterMap(shared, known);
}

function filterMap(node: SourceMap, known: ReadonlySet<string>): SourceMap {
  const entries = new Map<string, SourceNode>();
  for (const [key, value] of node.entries) {
    if (key === 'clauses' && value.kind === 'list') {
      const kept = value.items.filter(
        (item) => item.kind !== 'scalar' || item.value === 'default' || known.has(String(item.value)),
      );
      const fallback: SourceNode = { kind: 'scalar', at: value.at, value: 'default' };
      entries.set(key, { ...value, items: kept.length > 0 ? kept : [fallback] });
    } else {
      entries.set(key, value.kind === 'map' ? filterMap(value, known) : value);
    }
  }
  return { ...node, entries };
}
