import { z } from 'zod';
import { setting } from './setting.js';

/** Files that say how a company works. */
export const pathSettings = {
  REDRESS_PRESETS: setting(z.string().default('config/presets'), {
    meaning: 'Folder of the policy presets (YAML).',
    unit: 'path',
    consequence: 'The start fails with file and line when a preset in it is wrong.',
  }),
  REDRESS_ROSTER: setting(z.string().default('config/roster.example.yaml'), {
    meaning: 'Roster of departments, people, roles and deputies (YAML).',
    unit: 'path',
    consequence: 'Left out: the example roster, whose addresses are reserved ones; nobody real would get a mail.',
  }),
} as const;
