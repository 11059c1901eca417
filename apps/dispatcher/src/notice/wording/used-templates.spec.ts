import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { loadPresets } from '#libs/policy/load/load-presets.js';

/** Keys that decisions name, read out of their source: `toComplainant('x'`, `toPerson(p, cond ? 'x' : 'y'`, `toAll(p, 'x'`. */
async function usedKeys(): Promise<Map<string, 'complainant' | 'staff'>> {
  const keys = new Map<string, 'complainant' | 'staff'>();
  for await (const path of glob('apps/dispatcher/src/**/*.ts')) {
    const source = path.endsWith('.spec.ts') ? '' : await readFile(path, 'utf8');
    for (const call of source.matchAll(
      /\bto(?<to>Complainant|Referrer|Person|All)\((?<head>[^{]*?)(?:,\s*\{|\)[,\]\s;)])/gsu,
    )) {
      for (const [, key = ''] of (call.groups?.['head'] ?? '').matchAll(/'(?<key>[a-z][a-z-]+)'/gu)) {
        keys.set(key, ['Complainant', 'Referrer'].includes(call.groups?.['to'] ?? '') ? 'complainant' : 'staff');
      }
    }
  }
  return keys;
}

const { book } = loadPresets('config/presets');

describe('templates that the dispatcher names', () => {
  it.each(book.ids)('are all in preset %s, for whom they are meant', async (id) => {
    const templates = book.get(id).templates;
    const used = await usedKeys();
    expect(used.size).toBeGreaterThan(20);
    for (const [key, audience] of used) {
      expect({ key, audience: templates[key]?.audience, mail: templates[key]?.mail !== undefined }).toEqual({
        key,
        audience,
        mail: true,
      });
    }
  });
});
