import { describe, expect, it } from '@jest/globals';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { sortMessage } from './sort-message.js';
import type { SortFacts } from './sort-message.js';

const text = (full: string): StoredMessage['text'] => ({
  full,
  new: full,
  own: full,
  quoted: '',
  signature: '',
  interleaved: false,
});
const nothing = { tokens: [], caseNumbers: [], references: [] };
const token = { ...nothing, tokens: ['a'.repeat(40)] };

const facts = (
  message: Partial<SortFacts['message']> = {},
  rest: Partial<Omit<SortFacts, 'message'>> = {},
): SortFacts => ({
  message: {
    channel: 'mail',
    kind: 'person',
    found: nothing,
    subject: '漏水',
    text: text('三楼漏水，三天没人管。'),
    attachments: [],
    from: { address: 'wang@example.com', name: '王女士' },
    ...message,
  },
  bounces: [],
  absent: false,
  staff: false,
  receipt: null,
  machineMail: 'note',
  ...rest,
});

describe('sorting a message', () => {
  it('takes what a person writes and carries nothing of ours as a complaint (PC-9.1)', () => {
    expect(sortMessage(facts())).toEqual({ kind: 'complaint', automatic: false });
  });

  it('takes an anonymous complaint like any other (SI-16)', () => {
    expect(sortMessage(facts({ from: null }))).toEqual({ kind: 'complaint', automatic: false });
  });

  it('takes what carries a token, a case number or our Message-ID as a reply', () => {
    expect(sortMessage(facts({ found: token }))).toEqual({ kind: 'reply', automatic: false });
    expect(sortMessage(facts({ found: { ...nothing, caseNumbers: ['202611-T-001'] } }))).toEqual({
      kind: 'reply',
      automatic: false,
    });
    expect(sortMessage(facts({ found: { ...nothing, references: ['x@example.org'] } }))).toEqual({
      kind: 'reply',
      automatic: false,
    });
  });

  it('lets the dispatcher look at a text message, which carries nothing of ours, before it is a complaint', () => {
    expect(sortMessage(facts({ channel: 'sms' }))).toEqual({ kind: 'reply', automatic: false });
  });

  it('lets the dispatcher look at what staff write before it is a complaint: it may be a command', () => {
    expect(sortMessage(facts({}, { staff: true }))).toEqual({ kind: 'reply', automatic: false });
    expect(sortMessage(facts({ kind: 'auto-reply' }, { staff: true }))).toEqual({ kind: 'machine-note' });
  });

  it('hands a bounce on with what it says of each recipient, named or not (RFC 3464)', () => {
    const line = { noticeId: null, status: '5.1.1', outcome: 'failed-hard' } as const;
    expect(sortMessage(facts({ kind: 'bounce' }, { bounces: [line] }))).toEqual({
      kind: 'delivery-report',
      report: 'bounce',
      reports: [line],
    });
    expect(sortMessage(facts({ kind: 'bounce' }))).toMatchObject({
      kind: 'delivery-report',
      reports: [{ noticeId: null }],
    });
  });

  it('hands an absence on, so that the deputy can be told; another automatic answer stays a note on its case', () => {
    expect(sortMessage(facts({ kind: 'auto-reply', found: token }, { absent: true }))).toMatchObject({
      kind: 'delivery-report',
      report: 'absence',
    });
    expect(sortMessage(facts({ kind: 'auto-reply', found: token }))).toEqual({ kind: 'reply', automatic: true });
  });

  it('records machine mail about nothing of ours, or takes it as a complaint where the mailbox says so (RFC 3834)', () => {
    for (const kind of ['auto-reply', 'list'] as const) {
      expect(sortMessage(facts({ kind }))).toEqual({ kind: 'machine-note' });
      expect(sortMessage(facts({ kind }, { machineMail: 'complaint' }))).toEqual({
        kind: 'complaint',
        automatic: true,
      });
    }
    expect(sortMessage(facts({ kind: 'report' }, { machineMail: 'complaint' }))).toEqual({ kind: 'machine-note' });
  });

  it('hands on what a provider says became of a text message, once it says so', () => {
    const delivered = { status: 'DELIVRD', outcome: 'delivered' } as const;
    expect(sortMessage(facts({ kind: 'report' }, { receipt: delivered }))).toEqual({
      kind: 'delivery-report',
      report: 'sms-receipt',
      reports: [{ noticeId: null, ...delivered }],
    });
    const queued = { status: 'queued', outcome: null };
    expect(sortMessage(facts({ kind: 'report' }, { receipt: queued }))).toEqual({ kind: 'machine-note' });
  });

  it('recognises our own mail whatever it carries', () => {
    expect(sortMessage(facts({ kind: 'own', found: token }))).toEqual({ kind: 'own' });
  });

  it('parks an empty message, and no message that has a subject, a photo or a token', () => {
    const empty = { subject: '', text: text(' \n') };
    const photo = { name: 'a.jpg', type: 'image/jpeg', size: 3, sha256: '0'.repeat(64), inline: false, item: null };
    expect(sortMessage(facts(empty))).toEqual({ kind: 'quarantine', reason: 'empty' });
    expect(sortMessage(facts({ ...empty, subject: '漏水' }))).toMatchObject({ kind: 'complaint' });
    expect(sortMessage(facts({ ...empty, attachments: [photo] }))).toMatchObject({ kind: 'complaint' });
    expect(sortMessage(facts({ ...empty, found: token }))).toMatchObject({ kind: 'reply' });
  });
});
