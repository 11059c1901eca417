import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
} from 'yaml';
import type { PolicyFault } from './policy-fault.js';
import type { Place, SourceNode } from './source-node.js';

export type ParsedSource =
  | { readonly kind: 'read'; readonly root: SourceNode }
  | { readonly kind: 'broken'; readonly faults: readonly PolicyFault[] };

/** Reads YAML 1.2. Duplicate keys, tabs and the like are faults with their line. */
export function parseSource(file: string, text: string): ParsedSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  if (document.errors.length > 0) {
    return {
      kind: 'broken',
      faults: document.errors.map((error) => ({
        severity: 'error',
        at: { file, line: lines.linePos(error.pos[0]).line },
        path: '',
        message: error.message,
        clause: null,
      })),
    };
  }
  const locate = (offset: number): Place => ({ file, line: lines.linePos(offset).line });
  const reading: Reading = { document, locate, inside: new Set(), read: 0 };
  try {
    return { kind: 'read', root: readNode(document.contents, reading) };
  } catch (fault) {
    if (fault instanceof Tangled) {
      const message = fault.message;
      return { kind: 'broken', faults: [{ severity: 'error', at: fault.at, path: '', message, clause: null }] };
    }
    throw fault;
  }
}

/** Aliases that lead into themselves, or that make more of a file than any policy has. */
class Tangled extends Error {
  constructor(
    readonly at: Place,
    message: string,
  ) {
    super(message);
  }
}

interface Reading {
  readonly document: Document.Parsed;
  readonly locate: (offset: number) => Place;
  /** Anchored nodes that an alias is being read in. */
  readonly inside: Set<Node>;
  read: number;
}

/** The shipped presets have some 5,000 values each. */
const mostNodes = 200_000;

function readNode(node: Node | null, reading: Reading): SourceNode {
  const at = reading.locate(node?.range?.[0] ?? 0);
  reading.read += 1;
  if (reading.read > mostNodes) {
    throw new Tangled(at, `holds more than ${String(mostNodes)} values once its aliases are written out: use fewer`);
  }
  if (isAlias(node)) {
    return readAlias(node, at, reading);
  }
  if (isMap(node)) {
    const entries = new Map<string, SourceNode>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const keyAt = isScalar(pair.key) ? reading.locate(pair.key.range?.[0] ?? 0) : at;
      const value = readNode(pair.value as Node | null, reading);
      // The line of an entry is that of its key: a block that begins on the next line is looked for at its name.
      entries.set(key, { ...value, at: keyAt });
    }
    return { kind: 'map', at, entries };
  }
  if (isSeq(node)) {
    return { kind: 'list', at, items: node.items.map((item) => readNode(item as Node, reading)) };
  }
  const value: unknown = isScalar(node) ? node.value : null;
  // YAML's core schema knows no other scalars; a bigint is a number too long for any key here.
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { kind: 'scalar', at, value: plain };
}

function readAlias(alias: Alias, at: Place, reading: Reading): SourceNode {
  const anchored = anchorOf(alias, reading.document);
  if (anchored === null) {
    return { kind: 'scalar', at, value: null };
  }
  if (reading.inside.has(anchored)) {
    throw new Tangled(at, `*${alias.source} stands inside what it is an alias of: write the entry out`);
  }
  reading.inside.add(anchored);
  const value = readNode(anchored, reading);
  reading.inside.delete(anchored);
  return value;
}

/** The last node of that anchor before the alias. The library's own search follows aliases, without end in a loop. */
function anchorOf(alias: Alias, document: Document.Parsed): Node | null {
  const limit = alias.range?.[0] ?? 0;
  let found: Node | null = null;
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node) && node.anchor === alias.source && (node.range?.[0] ?? 0) < limit) {
        found = node;
      }
    },
  });
  return found;
}
