import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse/parse-mail.js';
import { judgeAuthenticity, type AuthenticityOptions, type NameLookup } from './judge-authenticity.js';

async function judge(head: string, options: Partial<AuthenticityOptions>): Promise<string> {
  const raw = Buffer.from(`${head}From: zhangsan@example.cn\r\nSubject: x\r\n\r\nx\r\n`);
  const mail = await parseMail(raw);
  return (await judgeAuthenticity(raw, mail, { authservId: null, peer: null, lookup: null, ...options })).verdict;
}

const authservId = 'mx.example.com';
const peer = { ip: '192.0.2.1', helo: 'mail.example.cn', sender: 'zhangsan@example.cn' };

function refuse(): Error {
  return Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
}

function dns(records: Record<string, unknown>): NameLookup {
  return (name, type) => {
    const found = records[`${name} ${type}`];
    return found === undefined ? Promise.reject(refuse()) : Promise.resolve(found);
  };
}

describe('judgeAuthenticity by the results of our own receiving server (RFC 8601)', () => {
  it.each([
    [
      'pass',
      'Authentication-Results: mx.example.com; spf=pass; dmarc=pass (p=reject) header.from=example.cn\r\n',
      'pass',
    ],
    ['fail', 'Authentication-Results: mx.example.com; dmarc=fail header.from=example.cn\r\n', 'fail'],
    ['none', 'Authentication-Results: mx.example.com; dmarc=none\r\n', 'unknown'],
    ['without DMARC', 'Authentication-Results: mx.example.com; spf=pass\r\n', 'unknown'],
    ['a result put in by the sender', 'Authentication-Results: mx.evil.example; dmarc=pass\r\n', 'unknown'],
    [
      'the topmost of our own counts',
      'Authentication-Results: mx.example.com; dmarc=fail\r\nAuthentication-Results: mx.example.com; dmarc=pass\r\n',
      'fail',
    ],
    ['a pass inside a comment', 'Authentication-Results: mx.example.com; spf=pass (dmarc=pass)\r\n', 'unknown'],
  ])('%s', async (_what, head, verdict) => {
    expect(await judge(head, { authservId })).toBe(verdict);
  });

  it('believes none where no server is named', async () => {
    expect(await judge('Authentication-Results: mx.example.com; dmarc=pass\r\n', {})).toBe('unknown');
  });
});

describe('judgeAuthenticity by an own check', () => {
  const records = {
    '_dmarc.example.cn TXT': [['v=DMARC1; p=reject']],
    'example.cn TXT': [['v=spf1 ip4:192.0.2.1 -all']],
  };

  it('passes where SPF passes and is aligned (RFC 7489)', async () => {
    expect(await judge('', { peer, lookup: dns(records) })).toBe('pass');
  });

  it('fails from another server', async () => {
    expect(await judge('', { peer: { ...peer, ip: '198.51.100.9' }, lookup: dns(records) })).toBe('fail');
  });

  it('is unknown where the domain says nothing, where DNS fails and where it does not answer', async () => {
    expect(await judge('', { peer, lookup: dns({}) })).toBe('unknown');
    expect(await judge('', { peer, lookup: () => Promise.reject(new Error('no DNS here')) })).toBe('unknown');
    expect(await judge('', { peer, lookup: () => new Promise(() => undefined), limitMs: 50 })).toBe('unknown');
  });
});
