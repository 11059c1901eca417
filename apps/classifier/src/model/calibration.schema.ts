import { z } from 'zod';

export const CalibrationValues = z.strictObject({
  temperatures: z.record(z.string(), z.number().positive()),
  firmRules: z.record(z.string(), z.array(z.string())),
  demandThresholds: z.record(z.string(), z.number()),
  urgentThreshold: z.number(),
  anonymousThreshold: z.number(),
});

/** What cross-validation over the training texts set; committed beside them, so that a build only has to train once. */
export const CalibrationFile = z.strictObject({ texts: z.int().nonnegative(), ...CalibrationValues.shape });
export type CalibrationFile = z.infer<typeof CalibrationFile>;
