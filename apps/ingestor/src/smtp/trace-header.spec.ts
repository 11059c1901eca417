import { describe, expect, it } from '@jest/globals';
import { readTraceHeader, traceHeader } from './trace-header.js';

const envelope = {
  sender: 'wang@example.com',
  recipient: 'complaints+abc@example.org',
  helo: 'mx.example.com',
  clientAddress: '127.0.0.1',
  serverName: 'redress.example.org',
  transaction: 'k2-1',
  protocol: 'ESMTP',
};
const at = new Date('2026-11-21T01:00:00Z');

describe('trace header', () => {
  it('carries sender, recipient and way (RFC 5321 4.4)', () => {
    expect(traceHeader(envelope, at)).toBe(
      'Return-Path: <wang@example.com>\r\nDelivered-To: complaints+abc@example.org\r\nReceived: from mx.example.com ([127.0.0.1])\r\n' +
        '\tby redress.example.org with ESMTP id k2-1;\r\n\tSat, 21 Nov 2026 01:00:00 +0000\r\n',
    );
  });

  it('keeps the null path of a bounce', () => {
    expect(traceHeader({ ...envelope, sender: '' }, at)).toContain('Return-Path: <>\r\n');
  });

  it('is read back, and nothing is read from a mail without it', () => {
    const peer = { sender: 'wang@example.com', helo: 'mx.example.com', ip: '127.0.0.1' };
    expect(readTraceHeader(Buffer.from(`${traceHeader(envelope, at)}Subject: a\r\n\r\nb`))).toEqual(peer);
    expect(readTraceHeader(Buffer.from('Received: from mx.example.com ([127.0.0.1])\r\n\r\nb'))).toBeNull();
  });

  it('lets no client add a line', () => {
    expect(traceHeader({ ...envelope, helo: 'a\r\nSubject: b' }, at)).not.toContain('\nSubject');
  });
});
