import { z } from 'zod';

const ApprovedTemplate = z.strictObject({
  /** The provider's key of the approved text. */
  code: z.string().min(1),
  /** Our parameters in the order in which the approved text has them; left out: as `sms templates export` writes them. */
  parameters: z.array(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]*$/u)).optional(),
  /** What is sent where a parameter is empty: an approved text always has all its lines. */
  whenEmpty: z.record(z.string(), z.string().min(1)).default({}),
});

/** By our template key and language. */
export const ApprovedTemplates = z
  .record(
    z.string(),
    z.strictObject({
      zh: ApprovedTemplate.optional(),
      'zh-hant': ApprovedTemplate.optional(),
      en: ApprovedTemplate.optional(),
    }),
  )
  .default({});
export type ApprovedTemplates = z.infer<typeof ApprovedTemplates>;
