import { z } from 'zod';
import { setting, urlOf, wholeNumber } from './setting.js';

/** Where state lies. */
export const databaseSettings = {
  DATABASE_URL: setting(urlOf('postgres', 'postgresql').optional(), {
    meaning: 'PostgreSQL server and database that all services share, each in its own schema.',
    unit: 'url',
    consequence:
      'Left out: a PostgreSQL server of its own is started under REDRESS_DATA_DIR (one machine, one process).',
    secret: true,
  }),
  REDRESS_DATA_DIR: setting(z.string().default('data'), {
    meaning:
      'Folder for what Redress keeps on this machine: embedded database, generated key, mails without an SMTP server.',
    unit: 'path',
    consequence: 'Losing it loses all cases when DATABASE_URL is not set. Must be on a local disk.',
  }),
  REDRESS_DATABASE_POOL: setting(wholeNumber({ min: 2, max: 100 }).default(8), {
    meaning: 'Most connections that one service opens.',
    unit: 'connections',
    consequence: 'Four services take four times as many; more than the server allows makes them wait or fail at start.',
  }),
} as const;
