import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageId } from '#libs/contracts/identity.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { readEnvelope } from './read-envelope.js';
import { writeEnvelope } from './write-envelope.js';

const messageId = MessageId.parse('7f2c1f0e-3a52-4d2f-9f3b-0f6a3c1d2e4f');
const chain = { correlationId: 'delivery-1', causationId: null };
const occurredAt = new Date('2026-11-21T02:30:00.000Z');
const data = complaint(newDelivery());
const envelope = writeEnvelope({
  type: 'complaint.received',
  data,
  messageId,
  producer: 'ingestor',
  occurredAt,
  chain,
});

describe('writing an envelope', () => {
  it('says who, what, when, and where the chain began', () => {
    expect(envelope).toEqual({
      messageId,
      type: 'complaint.received',
      version: 1,
      occurredAt: '2026-11-21T02:30:00.000Z',
      correlationId: 'delivery-1',
      causationId: null,
      producer: 'ingestor',
      data,
    });
  });

  it('refuses a message of another service', () => {
    expect(() =>
      writeEnvelope({ type: 'complaint.received', data, messageId, producer: 'watchdog', occurredAt, chain }),
    ).toThrow('complaint.received is said by ingestor, not by watchdog');
  });

  it('refuses data that does not fit, naming the places and not the data (PC-6)', () => {
    const unfit = { ...data, attachments: -1, phone: '13800001111' };
    const write = (): unknown =>
      writeEnvelope({ type: 'complaint.received', data: unfit, messageId, producer: 'ingestor', occurredAt, chain });
    expect(write).toThrow(/complaint\.received does not fit its schema: attachments: .*phone/u);
    expect(write).not.toThrow(/13800001111/u);
  });
});

describe('reading an envelope', () => {
  it('takes what the producer wrote', () => {
    expect(readEnvelope(JSON.parse(JSON.stringify(envelope)), 'classifier')).toEqual({ kind: 'fit', envelope });
  });

  it.each([
    ['a type that nobody catalogued', { ...envelope, type: 'complaint.lost' }, 'unknown-type'],
    ['a type for other services', { ...envelope, type: 'reply.received' }, 'unknown-type'],
    ['a version that this program does not know', { ...envelope, version: 2 }, 'unsupported-version'],
    ['data that does not fit', { ...envelope, data: {} }, 'invalid'],
    ['an envelope with a field too many', { ...envelope, priority: 1 }, 'unreadable'],
    ['an envelope without its chain', { ...envelope, correlationId: '' }, 'unreadable'],
  ])('refuses %s under its own id', (_, body, reason) => {
    expect(readEnvelope(body, 'classifier')).toMatchObject({ kind: 'unfit', reason, messageId });
  });

  it('gives what has no id one of its content, the same each time, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const reading = readEnvelope(body, 'dispatcher');
        expect(reading).toMatchObject({ kind: 'unfit', reason: 'unreadable' });
        expect(readEnvelope(body, 'dispatcher')).toEqual(reading);
        expect(reading.kind === 'unfit' && MessageId.safeParse(reading.messageId).success).toBe(true);
      }),
    );
  });
});
