import { z } from 'zod';
import { setting } from './setting.js';

/** Business time. */
export const clockSettings = {
  REDRESS_CLOCK: setting(z.enum(['system', 'stepped'], { error: 'must be system or stepped' }).default('system'), {
    meaning:
      "Business time is the machine's, or the machine's plus an offset in the database that demo and tests step.",
    unit: 'system | stepped',
    consequence: 'Refused as stepped when NODE_ENV is production: limits would be counted on a made-up time.',
  }),
  NODE_ENV: setting(
    z
      .enum(['production', 'development', 'test'], { error: 'must be production, development or test' })
      .default('development'),
    {
      meaning: 'Whether this is the real installation.',
      unit: 'production | development | test',
      consequence: 'production refuses what is for demo and tests only.',
    },
  ),
} as const;

/** Adds the rule between the two keys to a schema that holds them. */
export function withClockRule<Schema extends z.ZodObject<typeof clockSettings>>(schema: Schema): Schema {
  return schema.refine((values) => values.REDRESS_CLOCK !== 'stepped' || values.NODE_ENV !== 'production', {
    path: ['REDRESS_CLOCK'],
    error: 'must not be stepped when NODE_ENV is production',
    when: () => true,
  });
}
