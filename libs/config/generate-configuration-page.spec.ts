import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clockSettings } from './clock.config.js';
import { databaseSettings } from './database.config.js';
import { generateConfigurationPage } from './generate-configuration-page.js';

describe('generateConfigurationPage', () => {
  it('gives each key once with unit, default and consequence', () => {
    const page = generateConfigurationPage([
      { title: 'Database', shape: databaseSettings },
      { title: 'Clock', shape: { ...clockSettings, ...databaseSettings } },
    ]);
    expect(page.match(/^### DATABASE_URL$/gmu)).toHaveLength(1);
    expect(page).toContain('- Default: `data`');
    expect(page).toContain('- Secret: give it as DATABASE_URL_FILE');
    expect(page).toContain('- Unit: system | stepped');
  });

  it('throws for a key without documentation', () => {
    expect(() => generateConfigurationPage([{ title: 'X', shape: { X: z.string() } }])).toThrow(
      'X has no documentation',
    );
  });
});
