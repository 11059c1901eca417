/** Names that say nothing about what is inside. */
const emptyNames = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'shared',
  'stuff',
  'lib',
  'types',
  'constants',
  'index',
  'base',
  'core',
  'manager',
]);

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** Longest file that can be taken in at once. */
export const lineLimit = 300;

/** What is wrong with the name or length of a source file; each line says what to do instead. */
export function layoutFaults(path: string, lines: number): string[] {
  const folders = path.split('/');
  const file = folders.pop() ?? '';
  const words = file.split('.').slice(0, -1);
  const named = [...folders, ...words];
  return [
    ...named.filter((word) => !kebab.test(word)).map((word) => `${path}: "${word}" is not kebab-case`),
    ...[...folders, ...words]
      .filter((word) => emptyNames.has(word))
      .map((word) => `${path}: "${word}" says nothing; name it after the concept (<concept>.<role>.ts)`),
    ...(lines > lineLimit
      ? [`${path}: ${String(lines)} lines; split it by verb, ${String(lineLimit)} are the limit`]
      : []),
  ];
}
