import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { errorCode } from '#libs/failure/error-code.js';
import { ConfigurationFault } from './configuration-fault.js';
import type { Environment } from './environment.js';

/**
 * Reads every key of the schema from the environment. KEY_FILE names a file that holds the value of KEY
 * (for secrets); one line end at its end is dropped. An empty value counts as absent.
 * Throws ConfigurationFault with all faults at once, one line each, without values.
 */
export function readConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): z.infer<Schema> {
  const given: Record<string, string> = {};
  const faults = new Map<string, string>();
  for (const key of Object.keys(schema.shape)) {
    const found = valueOf(key, env, readFile);
    if ('fault' in found) {
      faults.set(key, found.fault);
    } else if (found.value !== undefined) {
      given[key] = found.value;
    }
  }
  const result = schema.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const key = String(issue.path[0] ?? 'configuration');
    if (!faults.has(key)) {
      faults.set(
        key,
        given[key] === undefined && issue.code === 'invalid_type' ? `${key} is missing` : `${key} ${issue.message}`,
      );
    }
  }
  if (faults.size > 0 || !result.success) {
    throw new ConfigurationFault([...faults.values()]);
  }
  return result.data;
}

function valueOf(
  key: string,
  env: Environment,
  readFile: (path: string) => string,
): { value: string | undefined } | { fault: string } {
  const direct = env[key] ?? '';
  const file = env[`${key}_FILE`] ?? '';
  if (direct !== '' && file !== '') {
    return { fault: `${key} and ${key}_FILE are both set; keep one` };
  }
  if (file === '') {
    return { value: direct === '' ? undefined : direct };
  }
  try {
    const content = readFile(file).replace(/\r?\n$/u, '');
    return content === '' ? { fault: `${key}_FILE names an empty file` } : { value: content };
  } catch (error) {
    return { fault: `${key}_FILE names a file that cannot be read (${errorCode(error)})` };
  }
}
