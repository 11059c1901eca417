import { z } from 'zod';

/** What an administrator must know about one key; printed on the configuration page. */
export interface SettingDocs {
  /** What the key decides, one sentence. */
  readonly meaning: string;
  /** Unit or form of the value: `ms`, `port`, `url`, `path`, `id:base64`. */
  readonly unit: string;
  /** What happens when it is left out or set wrong. */
  readonly consequence: string;
  /** Best given by KEY_FILE; its default is never printed. */
  readonly secret?: true;
}

export const settingDocs = z.registry<SettingDocs>();

/** Ties a key's schema to its documentation. Call it last, after `.default()` or `.optional()`. */
export function setting<Schema extends z.ZodType>(schema: Schema, docs: SettingDocs): Schema {
  settingDocs.add(schema, docs);
  return schema;
}

/** A whole number written in digits. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,15}$/u, { error: 'must be a whole number', abort: true })
    .transform(Number)
    .pipe(
      z
        .int()
        .min(min, { error: `must be at least ${String(min)}` })
        .max(max, { error: `must be at most ${String(max)}` }),
    );
}

/** A TCP port; 0 means any free one. */
export function port() {
  return wholeNumber({ min: 0, max: 65_535 });
}

/** `on` or `off`. */
export function onOff() {
  return z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');
}

/** An address with one of the given schemes, such as `amqp`. */
export function urlOf(...schemes: [string, ...string[]]) {
  return z.string().refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), {
    error: `must be a url beginning with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
}

/** Entries parted by commas; blanks around them do not count. */
export function commaList<Entry extends z.ZodType<unknown, string>>(entry: Entry) {
  return z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(entry));
}
