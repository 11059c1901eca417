import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { PolicyFault } from './policy-fault.js';
import type { SourceNode } from './source-node.js';

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
  return {
    kind: 'read',
    root: readNode(document.contents, document, (offset) => ({ file, line: lines.linePos(offset).line })),
  };
}

type Locate = (offset: number) => { file: string; line: number };

function readNode(node: Node | null, document: Document.Parsed, locate: Locate): SourceNode {
  const at = locate(node?.range?.[0] ?? 0);
  if (isAlias(node)) {
    return readNode(node.resolve(document) ?? null, document, locate);
  }
  if (isMap(node)) {
    const entries = new Map<string, SourceNode>();
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const keyAt = isScalar(pair.key) ? locate(pair.key.range?.[0] ?? 0) : at;
      const value = readNode(pair.value as Node | null, document, locate);
      // The line of an entry is that of its key: a block that begins on the next line is looked for at its name.
      entries.set(key, { ...value, at: keyAt });
    }
    return { kind: 'map', at, entries };
  }
  if (isSeq(node)) {
    return { kind: 'list', at, items: node.items.map((item) => readNode(item as Node, document, locate)) };
  }
  const value: unknown = isScalar(node) ? node.value : null;
  // YAML's core schema knows no other scalars; a bigint is a number too long for any key here.
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { kind: 'scalar', at, value: plain };
}
