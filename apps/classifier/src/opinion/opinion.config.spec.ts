import { describe, expect, it } from '@jest/globals';
import { readConfig } from '#libs/config/read-config.js';
import { opinionSettingsOf } from './opinion-settings.js';
import { OpinionConfig } from './opinion.config.js';

const read = (env: Record<string, string>) => opinionSettingsOf(readConfig(OpinionConfig, env));

describe('settings of second opinions', () => {
  it('are off unless an endpoint is named', () => {
    expect(read({})).toBeNull();
    expect(read({ REDRESS_OPINION_MODEL: 'm', REDRESS_OPINION_KEY: 'k' })).toBeNull();
  });

  it('name the place, with or without a slash at the end', () => {
    for (const base of ['https://host/v1', 'https://host/v1/']) {
      expect(read({ REDRESS_OPINION_URL: base, REDRESS_OPINION_MODEL: 'm' })).toMatchObject({
        url: 'https://host/v1/chat/completions',
        key: null,
        when: 'abstains',
        limitMs: 20_000,
        trust: 0.8,
      });
    }
  });

  it.each([
    [{ REDRESS_OPINION_URL: 'https://host/v1' }, /REDRESS_OPINION_MODEL is missing: REDRESS_OPINION_URL is set/u],
    [{ REDRESS_OPINION_URL: 'host/v1' }, /REDRESS_OPINION_URL must be a url/u],
    [{ REDRESS_OPINION_URL: 'https://me:word@host/v1' }, /REDRESS_OPINION_URL must hold no user, password/u],
    [{ REDRESS_OPINION_URL: 'https://host/v1?key=1' }, /REDRESS_OPINION_URL must hold no user, password/u],
    [{ REDRESS_OPINION_SECONDS: '60' }, /REDRESS_OPINION_SECONDS must be at most 50/u],
    [{ REDRESS_OPINION_WHEN: 'sometimes' }, /REDRESS_OPINION_WHEN must be abstains or always/u],
  ])('are refused with one clear line: %j', (env, line) => {
    expect(() => read(env)).toThrow(line);
  });
});
