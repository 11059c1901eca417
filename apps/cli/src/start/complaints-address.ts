import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Plan = z.object({ mailboxes: z.array(z.object({ addresses: z.array(z.string()) })).default([]) });

/** The first plain address in an intake plan; null when it has none. The ingestor has already checked the file. */
export function complaintsAddress(file: string): string | null {
  const { mailboxes } = Plan.parse(parse(readFileSync(file, 'utf8')));
  return mailboxes.flatMap(({ addresses }) => addresses).find((address) => !address.startsWith('*')) ?? null;
}
