import { describe, expect, it } from '@jest/globals';
import { readEnvelope, sealEnvelope, unsealEnvelope } from './envelope.js';

const key = { id: 'k-1', key: Buffer.alloc(32, 7) };
const plain = Buffer.from('王女士 13800001111');

describe('an envelope', () => {
  it('names its cipher and its key, and opens with that key at that place only', () => {
    const stored = sealEnvelope(key, 'item 1', plain);
    expect(readEnvelope(stored)).toMatchObject({ cipher: 'aes-256-gcm', key: 'k-1' });
    expect(unsealEnvelope(key, 'item 1', stored).equals(plain)).toBe(true);
    expect(() => unsealEnvelope(key, 'item 2', stored)).toThrow('does not authenticate');
    expect(() => unsealEnvelope({ id: 'k-1', key: Buffer.alloc(32, 8) }, 'item 1', stored)).toThrow(
      'does not authenticate',
    );
    expect(() => unsealEnvelope({ ...key, id: 'k-2' }, 'item 1', stored)).toThrow('No such key');
  });

  it('never looks the same twice', () => {
    expect(sealEnvelope(key, 'p', plain).equals(sealEnvelope(key, 'p', plain))).toBe(false);
  });

  it('does not open when any byte of it was changed', () => {
    const stored = sealEnvelope(key, 'p', plain);
    for (let at = 0; at < stored.length; at++) {
      const changed = Buffer.from(stored);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => unsealEnvelope(key, 'p', changed)).toThrow();
    }
  });

  it.each([Buffer.alloc(0), Buffer.from([1]), Buffer.from('1, not an envelope'), Buffer.from([1, 200, 65])])(
    'is not made of %j',
    (junk) => {
      expect(() => readEnvelope(junk)).toThrow('Not an envelope');
    },
  );

  it('seals nothing too', () => {
    expect(unsealEnvelope(key, 'p', sealEnvelope(key, 'p', Buffer.alloc(0)))).toHaveLength(0);
  });
});
