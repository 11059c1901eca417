import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json, config/ and bin/, whatever the current folder is and whether built or not. */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error('Redress is not in its folder any more: no package.json above the program');
    }
    folder = parent;
  }
  return folder;
}
