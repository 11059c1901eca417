import { ComplaintForm } from './complaint-form.schema.js';

export type FormReading =
  | { readonly kind: 'form'; readonly form: ComplaintForm }
  /** Where and what, never the value. */
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** Reads the body of a form; pure. */
export function readForm(raw: Buffer): FormReading {
  let json: unknown;
  try {
    json = JSON.parse(raw.toString('utf8'));
  } catch {
    return { kind: 'faults', faults: ['the body is not JSON'] };
  }
  const parsed = ComplaintForm.safeParse(json);
  return parsed.success
    ? { kind: 'form', form: parsed.data }
    : {
        kind: 'faults',
        faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`),
      };
}
