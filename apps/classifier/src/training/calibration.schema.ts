import { z } from 'zod';

/** What cross-validation over the training texts set; committed beside them, so that a build only has to train once. */
export const CalibrationFile = z.strictObject({
  texts: z.int().nonnegative(),
  temperatures: z.record(z.string(), z.number().positive()),
  firmRules: z.record(z.string(), z.array(z.string())),
  demandThreshold: z.number(),
  urgentThreshold: z.number(),
});
export type CalibrationFile = z.infer<typeof CalibrationFile>;
