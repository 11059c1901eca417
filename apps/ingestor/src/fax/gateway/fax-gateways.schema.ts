import { z } from 'zod';

/**
 * A telephone number as people write one: blanks, hyphens and brackets between its digits, one at a time, but no date
 * after it; 3 to 17 digits.
 */
const callerGroup = String.raw`(?<caller>(?:\+|\(\+?)?\d(?:(?![ _-]20\d\d[-/.年]?[01]\d)(?:[ ()（）.-]|\) )?\d){2,16})`;

/** A regular expression in which `{caller}` stands for the number; upper and lower case count the same. */
const callerPattern = z.string().transform((source, context) => {
  try {
    const pattern = new RegExp(source.replace('{caller}', callerGroup), 'imu');
    if (source.includes('{caller}') || source.includes('(?<caller>')) {
      return pattern;
    }
    context.addIssue({ code: 'custom', message: 'has no {caller}' });
  } catch {
    context.addIssue({ code: 'custom', message: 'is no regular expression' });
  }
  return z.NEVER;
});

/** A place in the gateway's mail where the caller's number stands. */
export const CallerPlace = z.discriminatedUnion('in', [
  z.strictObject({ in: z.enum(['subject', 'from', 'body', 'file-name']), pattern: callerPattern }),
  z.strictObject({
    in: z.literal('header'),
    header: z
      .string()
      .min(1)
      .transform((name) => name.toLowerCase()),
    pattern: callerPattern,
  }),
]);
export type CallerPlace = z.infer<typeof CallerPlace>;

/** How one make of fax gateway writes its mail; places are tried in order, the first that matches counts. */
export const FaxGatewayForm = z.strictObject({ title: z.string().min(1), caller: z.array(CallerPlace).min(1) });
export type FaxGatewayForm = z.infer<typeof FaxGatewayForm>;

export const FaxGatewayForms = z.strictObject({ forms: z.record(z.string(), FaxGatewayForm) });

/** Forms by their keys, which the intake plan names. */
export type FaxForms = ReadonlyMap<string, FaxGatewayForm>;
