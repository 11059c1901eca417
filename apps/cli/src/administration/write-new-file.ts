import { writeFile } from 'node:fs/promises';
import { errorCode } from '#libs/failure/error-code.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';

/** Writes a file that only its owner may read. Throws CommandRefused for one that exists or cannot be written. */
export async function writeNewFile(path: string, content: Buffer | string): Promise<void> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') {
      throw new CommandRefused(`${path} exists; name another file`);
    }
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR' || code === 'EISDIR') {
      throw new CommandRefused(`${path} cannot be written (${code}); name a file in a folder that is yours`);
    }
    throw error;
  }
}
