import { parse, stringify } from 'yaml';
import { registers } from '#libs/policy/load/policy-file.schema.js';
import type { SourceText } from '../docs/traceability/clause-register.js';
import type { Entry } from './entry.js';

type Tree = Record<string, unknown>;

/**
 * Policy files without some of their entries. What a preset only takes over and cites is taken away by null, as a
 * company would; what an overlay says in every variant goes together with what variants add to it. Lists of the same
 * file that name an entry (a tag among several, a role of a ladder) name it no more.
 */
export function takeAway(files: readonly SourceText[], entries: readonly Entry[]): readonly SourceText[] {
  const trees = new Map(files.map(({ path, text }) => [path, asTree(parse(text) as unknown)]));
  for (const { file, path } of entries) {
    const tree = trees.get(file);
    if (tree !== undefined) {
      const below = belowOf(tree, path, trees);
      if (below && registers.has(path.at(-2) ?? '')) {
        put(tree, path);
      } else {
        cut(tree, path);
      }
      forget(tree, path.at(-1) ?? '');
      for (const variant of path[0] === 'everyVariant' ? Object.keys(asTree(tree['variants'])) : []) {
        cut(tree, ['variants', variant, ...path.slice(1)]);
      }
    }
  }
  return files.map(({ path, text }) => {
    const touched = entries.some(({ file }) => file === path);
    return { path, text: touched ? stringify(trees.get(path), { aliasDuplicateObjects: false }) : text };
  });
}

/** Whether what the file is laid over has the entry too. */
function belowOf(tree: Tree, path: readonly string[], trees: ReadonlyMap<string, Tree>): boolean {
  if (path[0] === 'variants') {
    return at(asTree(tree['everyVariant']), path.slice(2)) !== undefined;
  }
  const extended = tree['extends'];
  const id = typeof extended === 'string' ? extended.split('@')[0] : undefined;
  const below = id === undefined ? undefined : [...trees.values()].find((other) => other['id'] === id);
  return below !== undefined && (at(below, path) !== undefined || belowOf(below, path, trees));
}

/** A copy of its own: YAML aliases share their objects. */
function asTree(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as Tree) : {};
}

function at(tree: Tree, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? (node as Tree)[key] : undefined),
    tree,
  );
}

/** Takes a name out of every list of names that has others beside it; clauses are no names. */
function forget(node: unknown, name: string): void {
  if (typeof node !== 'object' || node === null) {
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (
      key !== 'clauses' &&
      Array.isArray(child) &&
      child.length > 1 &&
      child.every((item) => typeof item === 'string')
    ) {
      child.splice(0, child.length, ...child.filter((item) => item !== name));
    } else {
      forget(child, name);
    }
  }
}

function put(tree: Tree, path: readonly string[]): void {
  const parent = at(tree, path.slice(0, -1));
  if (typeof parent === 'object' && parent !== null) {
    (parent as Tree)[path.at(-1) ?? ''] = null;
  }
}

function cut(tree: Tree, path: readonly string[]): void {
  const parent = at(tree, path.slice(0, -1));
  if (typeof parent === 'object' && parent !== null) {
    Reflect.deleteProperty(parent, path.at(-1) ?? '');
  }
}
