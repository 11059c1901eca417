import type { z } from 'zod';
import type { Issue } from './dead-reason.js';

export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map(({ path, code, message }) => ({ path: path.map(String).join('.'), code, message }));
}
