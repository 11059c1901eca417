import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { clockSettings, withClockRule } from './clock.config.js';
import { ConfigurationFault } from './configuration-fault.js';
import { databaseSettings } from './database.config.js';
import type { Environment } from './environment.js';
import { messagingSettings, withMessagingRule } from './messaging.config.js';
import { readConfig } from './read-config.js';
import { onOff, port } from './setting.js';
import { vaultSettings } from './vault.config.js';

const schema = z.object({ NAME: z.string(), PORT: port().default(25), TLS: onOff().default(true) });
const files: Record<string, string> = { '/run/secrets/name': 'from a file\n', '/empty': '' };
const readFile = (path: string): string => {
  const content = files[path];
  if (content === undefined) {
    throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
  }
  return content;
};
function linesOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationFault) {
      return error.lines;
    }
    throw error;
  }
  return [];
}
const faultsOf = (env: Environment): readonly string[] => linesOf(() => readConfig(schema, env, readFile));
const key = Buffer.alloc(32, 7).toString('base64');

describe('readConfig', () => {
  it('takes values, defaults for absent ones, and treats an empty value as absent', () => {
    expect(readConfig(schema, { NAME: 'a', PORT: '', OTHER: 'x' })).toEqual({ NAME: 'a', PORT: 25, TLS: true });
    expect(readConfig(schema, { NAME: 'a', PORT: '0', TLS: 'off' })).toEqual({ NAME: 'a', PORT: 0, TLS: false });
  });

  it('reads KEY_FILE and drops its last line end', () => {
    expect(readConfig(schema, { NAME_FILE: '/run/secrets/name' }, readFile).NAME).toBe('from a file');
  });

  it('reports all faults at once, one line each, and never a value', () => {
    const lines = faultsOf({ PORT: 'sesame-77', TLS: 'sesame' });
    expect(lines).toEqual(['NAME is missing', 'PORT must be a whole number', 'TLS must be on or off']);
    expect(lines.join()).not.toContain('sesame');
  });

  it('refuses a key given twice, an unreadable file and an empty file', () => {
    expect(faultsOf({ NAME: 'a', NAME_FILE: '/run/secrets/name' })).toEqual([
      'NAME and NAME_FILE are both set; keep one',
    ]);
    expect(faultsOf({ NAME_FILE: '/nowhere' })).toEqual(['NAME_FILE names a file that cannot be read (ENOENT)']);
    expect(faultsOf({ NAME_FILE: '/empty' })).toEqual(['NAME_FILE names an empty file']);
  });
});

describe('shared settings', () => {
  const all = withClockRule(
    withMessagingRule(z.object({ ...databaseSettings, ...messagingSettings, ...vaultSettings, ...clockSettings })),
  );

  it('need nothing for the embedded default', () => {
    expect(readConfig(all, {})).toMatchObject({
      REDRESS_DATA_DIR: 'data',
      REDRESS_TRANSPORT: 'embedded',
      REDRESS_CLOCK: 'system',
    });
  });

  it('refuse a stepped clock in production and RabbitMQ without its address, together with other faults', () => {
    const env = {
      REDRESS_CLOCK: 'stepped',
      NODE_ENV: 'production',
      REDRESS_TRANSPORT: 'rabbitmq',
      DATABASE_URL: 'mysql://u:sesame@h/d',
    };
    expect(linesOf(() => readConfig(all, env))).toEqual([
      'DATABASE_URL must be a url beginning with postgres:// or postgresql://',
      'RABBITMQ_URL is missing: REDRESS_TRANSPORT is rabbitmq',
      'REDRESS_CLOCK must not be stepped when NODE_ENV is production',
    ]);
  });

  it('take several master keys and refuse short ones and repeated ids', () => {
    expect(readConfig(all, { REDRESS_MASTER_KEYS: `b:${key}, a:${key}` }).REDRESS_MASTER_KEYS).toBe(
      `b:${key}, a:${key}`,
    );
    expect(
      linesOf(() => readConfig(all, { REDRESS_MASTER_KEYS: 'a:c2hvcnQ=', REDRESS_INDEX_KEY: 'c2hvcnQ=' })),
    ).toEqual([
      'REDRESS_MASTER_KEYS must be id:base64 of 32 bytes, several parted by commas; ids of a-z, 0-9 and -',
      'REDRESS_INDEX_KEY must be base64 of 32 bytes',
    ]);
    expect(linesOf(() => readConfig(all, { REDRESS_MASTER_KEYS: `a:${key},a:${key}` }))).toEqual([
      'REDRESS_MASTER_KEYS has the same id twice',
    ]);
  });
});
