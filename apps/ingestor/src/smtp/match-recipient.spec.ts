import { describe, expect, it } from '@jest/globals';
import { Mailbox } from '../plan/intake-plan.schema.js';
import { matchRecipient } from './match-recipient.js';

const mailbox = (key: string, addresses: string[], addressMode: 'plus' | 'catch-all' | 'none'): Mailbox =>
  Mailbox.parse({ key, addresses, addressMode, preset: 'property-group', unit: 'sunshine-garden', origin: 'mail' });

const mailboxes = [
  mailbox('plus', ['complaints@example.com'], 'plus'),
  mailbox('plain', ['service@example.com'], 'none'),
  mailbox('all', ['*@reply.example.com'], 'catch-all'),
];
const keyOf = (address: string): string | undefined => matchRecipient(address, mailboxes)?.key;

describe('recipient allow-list', () => {
  it('accepts the addresses of a mailbox in any case', () => {
    expect(keyOf('Complaints@EXAMPLE.com')).toBe('plus');
    expect(keyOf('service@example.com')).toBe('plain');
  });

  it('accepts a plus address only where the mailbox has plus addressing', () => {
    expect(keyOf('complaints+abc234@example.com')).toBe('plus');
    expect(keyOf('service+abc234@example.com')).toBeUndefined();
  });

  it('accepts any address of a catch-all domain, and of no other', () => {
    expect(keyOf('abc234@reply.example.com')).toBe('all');
    expect(keyOf('abc234@sub.reply.example.com')).toBeUndefined();
  });

  it('accepts nothing else', () => {
    expect(keyOf('someone@example.com')).toBeUndefined();
    expect(keyOf('@example.com')).toBeUndefined();
    expect(keyOf('')).toBeUndefined();
  });
});
