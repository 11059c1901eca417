import { createHash, timingSafeEqual } from 'node:crypto';
import type { SecretRef } from '#libs/config/secret-ref.js';
import type { FormEntry } from '../plan/intake-plan.schema.js';

/** `Authorization: Bearer KEY` or `X-Api-Key: KEY`; null when neither is there. */
export function apiKeyIn(header: (name: string) => string | undefined): string | null {
  const bearer = /^Bearer +(\S+)$/iu.exec(header('authorization') ?? '')?.[1];
  return bearer ?? header('x-api-key') ?? null;
}

/** The form whose key this is, null for none. Compares with every key in constant time. */
export function formOfKey(
  key: string,
  forms: readonly FormEntry[],
  secretOf: (ref: SecretRef) => string,
): FormEntry | null {
  const given = digest(key);
  const fitting = forms.filter(
    ({ apiKeys }) => apiKeys.filter((ref) => timingSafeEqual(given, digest(secretOf(ref)))).length > 0,
  );
  return fitting[0] ?? null;
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
