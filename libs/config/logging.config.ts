import { z } from 'zod';
import { setting } from './setting.js';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What is logged. */
export const loggingSettings = {
  REDRESS_LOG_LEVEL: setting(z.enum(levels, { error: `must be one of ${levels.join(', ')}` }).default('info'), {
    meaning: 'Least severe line that is logged.',
    unit: levels.join(' | '),
    consequence: 'Lower levels cost disk space; no level prints content or personal data.',
  }),
  REDRESS_LOG_TO: setting(z.string().default('stdout'), {
    meaning: 'Where lines go, one JSON object each.',
    unit: 'stdout | stderr | path',
    consequence: 'A file is appended to and never rotated here.',
  }),
} as const;
