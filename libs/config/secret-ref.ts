import { z } from 'zod';
import { ConfigurationFault } from './configuration-fault.js';
import type { Environment } from './environment.js';

/** A secret is never written in a plan: it names an environment variable or a file that holds it. */
export const SecretRef = z.union(
  [z.strictObject({ env: z.string().min(1) }), z.strictObject({ file: z.string().min(1) })],
  { error: 'must be { env: NAME } or { file: path }; secrets are not written here' },
);
export type SecretRef = z.infer<typeof SecretRef>;

/**
 * Reads every secret that a plan names, at the start. Throws ConfigurationFault with a line for each that is missing or
 * empty; what is returned throws for a reference that was not among them.
 */
export function readSecretRefs(
  source: string,
  refs: readonly SecretRef[],
  env: Environment,
  read: (path: string) => string,
): (ref: SecretRef) => string {
  const known = new Map<string, string>();
  const faults: string[] = [];
  for (const ref of refs) {
    const found = 'env' in ref ? env[ref.env] : tryRead(ref.file, read);
    if (found === undefined || found === '') {
      faults.push(`${source}: secret from ${nameOf(ref)} is missing or empty`);
    } else {
      known.set(nameOf(ref), found);
    }
  }
  if (faults.length > 0) {
    throw new ConfigurationFault(faults);
  }
  return (ref) => {
    const secret = known.get(nameOf(ref));
    if (secret === undefined) {
      throw new ConfigurationFault([`${source}: secret from ${nameOf(ref)} is not part of the plan`]);
    }
    return secret;
  };
}

function nameOf(ref: SecretRef): string {
  return 'env' in ref ? ref.env : `file ${ref.file}`;
}

function tryRead(path: string, read: (path: string) => string): string | undefined {
  try {
    return read(path).replace(/\r?\n$/u, '');
  } catch {
    return undefined;
  }
}
