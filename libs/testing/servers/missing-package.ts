import { existsSync } from 'node:fs';

/** A program that the tests cannot do without. Throws with the Debian package that has it. */
export function requireProgram(program: string, debianPackage: string): string {
  if (!existsSync(program)) {
    throw new Error(
      `${program} is missing: install the Debian package ${debianPackage} (apt-get install ${debianPackage})`,
    );
  }
  return program;
}
