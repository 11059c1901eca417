/** Where something stands in a file; line 1 is the first. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** YAML as read, with the place of every key and value, so that a fault found after merging still names file and line. */
export type SourceNode =
  | { readonly kind: 'map'; readonly at: Place; readonly entries: ReadonlyMap<string, SourceNode> }
  | { readonly kind: 'list'; readonly at: Place; readonly items: readonly SourceNode[] }
  | { readonly kind: 'scalar'; readonly at: Place; readonly value: string | number | boolean | null };

export type SourceMap = Extract<SourceNode, { kind: 'map' }>;

/** The plain data of a tree, for schemas to check. */
export function plainOf(node: SourceNode): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, value]) => [key, plainOf(value)]));
    case 'list':
      return node.items.map(plainOf);
    case 'scalar':
      return node.value;
    default:
      return node satisfies never;
  }
}

/** The place of a path, or of the deepest part of it that exists. */
export function placeOf(root: SourceNode, path: readonly PropertyKey[]): Place {
  let node = root;
  for (const step of path) {
    const next =
      node.kind === 'map'
        ? node.entries.get(String(step))
        : node.kind === 'list'
          ? node.items[Number(step)]
          : undefined;
    if (next === undefined) {
      break;
    }
    node = next;
  }
  return node.at;
}

/** The node at a path; null where it ends before. */
export function nodeAt(root: SourceNode, path: readonly PropertyKey[]): SourceNode | null {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    node =
      node.kind === 'map'
        ? node.entries.get(String(step))
        : node.kind === 'list'
          ? node.items[Number(step)]
          : undefined;
    if (node === undefined) {
      return null;
    }
  }
  return node;
}
