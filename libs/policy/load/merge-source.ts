import type { SourceMap, SourceNode } from './source-node.js';

/**
 * Lays one preset over another: maps are merged key by key, lists and single values are replaced whole. In a section
 * that is a register of entries (`registers`, by name, at any depth), an entry of null takes the one below away.
 */
export function mergeSource(below: SourceMap, above: SourceMap, registers: ReadonlySet<string>): SourceMap {
  const entries = new Map(below.entries);
  for (const [section, value] of above.entries) {
    const before = entries.get(section);
    entries.set(section, before === undefined ? value : layOver(before, value, registers.has(section), registers));
  }
  return { kind: 'map', at: above.at, entries };
}

function layOver(below: SourceNode, above: SourceNode, register: boolean, registers: ReadonlySet<string>): SourceNode {
  if (below.kind !== 'map' || above.kind !== 'map') {
    return above;
  }
  const entries = new Map(below.entries);
  for (const [key, value] of above.entries) {
    if (register && value.kind === 'scalar' && value.value === null) {
      entries.delete(key);
      continue;
    }
    const before = entries.get(key);
    entries.set(key, before === undefined ? value : layOver(before, value, registers.has(key), registers));
  }
  return { kind: 'map', at: above.at, entries };
}

/** A tree without some of its keys. */
export function without(node: SourceMap, keys: readonly string[]): SourceMap {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !keys.includes(key))) };
}
