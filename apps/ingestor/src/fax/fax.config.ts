import { z } from 'zod';
import { setting, wholeNumber } from '#libs/config/setting.js';

/** How faxes are read. */
export const faxConfig = {
  INTAKE_FAX_GATEWAYS: setting(z.string().default('config/fax-gateways.yaml'), {
    meaning: 'Forms in which fax gateways write their mail; mailboxes of the intake plan name them (YAML).',
    unit: 'path',
    consequence: 'The start fails when it cannot be read, or a mailbox names a form that is not in it.',
  }),
  INTAKE_FAX_CONFIDENCE: setting(wholeNumber({ min: 0, max: 100 }).default(75), {
    meaning: 'How sure the text engine must be of a fax.',
    unit: '0 to 100',
    consequence: 'Below it the desk gets the pages and types the text. Higher: more typing, fewer wrong words.',
  }),
  INTAKE_FAX_PAGES: setting(wholeNumber({ min: 1, max: 300 }).default(30), {
    meaning: 'Pages of a fax that are decoded and read.',
    unit: 'pages',
    consequence: 'Those beyond it are only in the file as it came, and the desk is asked to look at it.',
  }),
  INTAKE_FAX_SECONDS: setting(wholeNumber({ min: 5, max: 600 }).default(90), {
    meaning: 'Time for reading one fax.',
    unit: 'seconds',
    consequence: 'Beyond it the desk gets the pages. A page takes one to two seconds of a processor.',
  }),
  INTAKE_FAX_ENGINES: setting(wholeNumber({ min: 1, max: 16 }).default(1), {
    meaning: 'Faxes that are read at the same time.',
    unit: 'faxes',
    consequence: 'Each takes a processor and about 200 MB while it is read. Keep it below INTAKE_WORKERS.',
  }),
  INTAKE_FAX_PATIENCE_SECONDS: setting(wholeNumber({ min: 0, max: 3_600 }).default(120), {
    meaning: 'How long a fax waits for its turn to be read.',
    unit: 'seconds',
    consequence: 'After that it goes to the desk unread: the limits run from its arrival.',
  }),
  INTAKE_FAX_RESENT_HOURS: setting(wholeNumber({ min: 0, max: 8_760 }).default(24), {
    meaning: 'Time within which the same sheets from the same caller are the same fax.',
    unit: 'hours',
    consequence: 'After that, sending them again is a complaint of its own.',
  }),
} as const;
