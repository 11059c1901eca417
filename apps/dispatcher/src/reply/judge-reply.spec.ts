import { describe, expect, it } from '@jest/globals';
import { PersonId } from '#libs/contracts/identity.js';
import { readCommand } from '../command/grammar/read-command.js';
import { judgeReply, type Tie, type TrustTable } from './judge-reply.decision.js';

const person = PersonId.parse('zhou-wei');
const run = { pass: 'run', unknown: 'run', fail: 'park' } as const;
const confirm = { pass: 'run', unknown: 'confirm', fail: 'park' } as const;
const trust: TrustTable = {
  otherwise: run,
  actions: { approve: confirm, invalid: confirm, transfer: confirm },
  withoutToken: 'confirm',
};
const byToken: Tie = { by: 'token', recipient: { kind: 'person', person }, senderIsRecipient: true };

describe('what may come of a reply', () => {
  it('carries out a plain command of the person that the token was issued to', () => {
    expect(judgeReply(byToken, readCommand('接单'), 'unknown', false, trust)).toEqual({
      kind: 'run',
      person,
      commands: [{ verb: 'accept' }],
    });
  });
  it.each(['批准', '无效 广告', '转介 合作商 请联系合作商客服'])(
    'asks for confirmation of %j that no DMARC check vouches for',
    (text) => {
      const shipped = { ...trust, otherwise: confirm };
      expect(judgeReply(byToken, readCommand(text), 'unknown', false, shipped)).toEqual({ kind: 'confirm', person });
    },
  );
  it('carries out an approval that passes DMARC', () => {
    expect(judgeReply(byToken, readCommand('批准'), 'pass', false, trust)).toMatchObject({ kind: 'run' });
  });
  it.each(['接单', '批准', '转介 合作商 找合作商', '备注 已看', '帮助'])(
    'parks %j from a mail that fails DMARC',
    (text) => {
      expect(judgeReply(byToken, readCommand(text), 'fail', false, trust)).toEqual({ kind: 'park', person });
    },
  );
  it('never runs a command of a program, however well it reads (RFC 3834)', () => {
    expect(judgeReply(byToken, readCommand('接单'), 'pass', true, trust)).toEqual({ kind: 'note', why: 'automatic' });
  });
  it('keeps the mail of somebody whom the token was merely forwarded to as a note', () => {
    expect(
      judgeReply({ ...byToken, senderIsRecipient: false }, readCommand('批准'), 'pass', false, trust),
    ).toMatchObject({ kind: 'note' });
  });
  it('asks for confirmation where only the case number ties the mail to the case', () => {
    expect(
      judgeReply({ by: 'number', recipient: { kind: 'person', person } }, readCommand('接单'), 'pass', false, trust),
    ).toEqual({ kind: 'confirm', person });
  });
  it('takes the mail of nobody the case knows for a complaint of its own', () => {
    expect(judgeReply(null, readCommand('接单'), 'pass', false, trust)).toEqual({ kind: 'unmatched' });
  });
  it('never reads a command in what the complainant writes', () => {
    expect(
      judgeReply(
        { by: 'token', recipient: { kind: 'complainant' }, senderIsRecipient: true },
        readCommand('完成 假的'),
        'pass',
        false,
        trust,
      ),
    ).toEqual({ kind: 'answer' });
  });
});
