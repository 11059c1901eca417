/** Names and values of a form or of a flat JSON object; null when it is neither. */
export type CallFields = ReadonlyMap<string, string>;

/** Fields of a record: JSON where it begins like an object, else `application/x-www-form-urlencoded`. Pure. */
export function callFields(record: Buffer): CallFields | null {
  const text = record.toString('utf8').trim();
  if (text.startsWith('{')) {
    const parsed = parseJson(text);
    return isObject(parsed) ? new Map(Object.entries(parsed).flatMap(([key, value]) => flat(key, value))) : null;
  }
  return text.includes('=') ? new Map(new URLSearchParams(text)) : null;
}

/** The value of the first of these names that has one. */
export function firstOf(fields: CallFields, ...names: readonly string[]): string | null {
  return names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '') ?? null;
}

/** Each object of a JSON array as a record of its own; anything else as the one record that it is. */
export function recordsOfArray(body: Buffer): readonly Buffer[] {
  const parsed = parseJson(body.toString('utf8'));
  return Array.isArray(parsed) && parsed.length > 0 ? parsed.map((item) => Buffer.from(JSON.stringify(item))) : [body];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function flat(key: string, value: unknown): [string, string][] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [[key, String(value)]]
    : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
