import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { NoticeId } from '#libs/contracts/identity.js';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { smsGatewayRecorder } from '#libs/testing/sms-gateway-recorder.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { letter, noticeBench, sms } from './testing/notice-bench.js';
import { MaildirTransport } from './transport/maildir.transport.js';
import { GenericSmsTransport } from './transport/sms/generic.transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';

const bench = noticeBench();
const sink = smtpSink();
const gateway = smsGatewayRecorder();
const secret = 'a secret of the test gateway';

async function intended(...args: Parameters<typeof letter>): Promise<NoticeId> {
  const [id] = await bench.intend(await bench.newCase(), letter(...args));
  return id as NoticeId;
}

async function intendedSms(): Promise<NoticeId> {
  const [id] = await bench.intend(await bench.newCase(), sms());
  return id as NoticeId;
}

/** One run of the sender over everything that is due, with transports of its own. */
async function run(deadlineMs = 5_000): Promise<Date | null> {
  const mail = new SmtpTransport({ url: sink.url, tls: 'off', deadlineMs, connections: 2 }, bench.logger);
  const now = () => new Date(1_763_690_000_000);
  const over = new GenericSmsTransport({ url: gateway.url, secret, deadlineMs, now });
  try {
    return await bench.sender({ mail, sms: over, deadlineMs }).runDue(bench.clock.now());
  } finally {
    await mail.close();
  }
}

/** The ladder runs on machine time; the test does not wait for it. */
async function becomesDue(id: NoticeId): Promise<void> {
  await bench.database.query(
    `update cases.notice set next_attempt_at = clock_timestamp(), lease_until = case when lease_until is null then null else clock_timestamp() end where id = $1`,
    [id],
  );
}

const mailsOf = async (id: NoticeId) => {
  const { message_id: messageId } = await bench.row(id);
  return sink.mails.filter(({ raw }) => raw.toString('latin1').includes(`<${messageId}>`));
};

describe('sending a notice by mail', () => {
  it('hands it to the SMTP server with the headers that keep machines from answering (RFC 3834), and tells the case', async () => {
    const id = await intended();
    await run();
    const [mail] = await mailsOf(id);
    const parsed = await parseMail(mail?.raw ?? Buffer.alloc(0));
    expect(mail).toMatchObject({
      from: expect.stringMatching(/^complaints\+[a-z2-7]{40}@example\.cn$/u),
      to: ['wang@example.com'],
    });
    expect(mail?.raw.toString('latin1')).toMatch(/^Auto-Submitted: auto-generated\r$/mu);
    expect(parsed.subject).toContain('您的投诉已受理，编号 WY202611-1-007 [WY202611-1-007·');
    expect(parsed.text).toContain('感谢您向我们反映问题');
    expect(bench.outcomes.told_).toContain(id);
    expect(await bench.row(id)).toMatchObject({ state: 'told', attempts: 1, failure: null });
  });

  it('keeps names, addresses and words out of the log (PC-6)', () => {
    expect(JSON.stringify(bench.logger.lines)).not.toMatch(/王女士|wang@example|13800001111|工程部/u);
  });

  it('tries again when the server is busy, with the same bytes and Message-ID', async () => {
    const id = await intended();
    sink.be('defer', 1);
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'intended', attempts: 1 });
    expect(await run()).toBeNull();
    expect(await bench.row(id)).toMatchObject({ attempts: 1 });
    await becomesDue(id);
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'told', attempts: 2 });
  });

  it('gives up at once on an address that does not exist, and says so', async () => {
    const id = await intended();
    sink.be('refuse', 1);
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'failed', failure: 'recipient-refused' });
    expect(bench.outcomes.failed_).toContainEqual([id, 'recipient-refused']);
  });

  it.each(['doubt', 'hang'] as const)(
    'sends it again after a yes that was lost (%s): a true copy, so that the recipient sees one',
    async (mood) => {
      const id = await intended();
      sink.be(mood, 1);
      await run(700);
      await becomesDue(id);
      await run();
      const copies = await mailsOf(id);
      expect(copies).toHaveLength(2);
      expect(copies[0]?.raw.equals(copies[1]?.raw ?? Buffer.alloc(0))).toBe(true);
      expect(await bench.row(id)).toMatchObject({ state: 'told' });
    },
  );

  it('does not send twice because the case was busy when it went', async () => {
    const id = await intended();
    bench.outcomes.refusals = 1;
    await run();
    expect(await bench.row(id)).toMatchObject({ state: 'sending' });
    await becomesDue(id);
    await run();
    expect(await mailsOf(id)).toHaveLength(1);
    expect(await bench.row(id)).toMatchObject({ state: 'told' });
  });

  it('waits until its time has come, and says when the next one is due', async () => {
    const id = await intended('closing-thanks', { urgent: false, holdMs: 120_000 });
    expect(await run()).toEqual(new Date('2026-11-21T02:02:00Z'));
    expect(await mailsOf(id)).toHaveLength(0);
    bench.clock.advance(120_000);
    await run();
    expect(await mailsOf(id)).toHaveLength(1);
  });

  it('is not sent when its content was erased meanwhile', async () => {
    const about = await bench.newCase();
    const [id] = await bench.intend(about, letter());
    await bench.orm.em.fork().transactional(async () => {
      await bench.vault.erase(about.caseId, bench.clock.now(), { transport: [], fingerprints: [] });
    });
    await run();
    expect(await bench.row(id as NoticeId)).toMatchObject({ state: 'failed', failure: 'erased' });
  });

  it('goes once when two senders look at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, async () => intended()));
    await Promise.all([run(), run()]);
    const counts = await Promise.all(ids.map(async (id) => (await mailsOf(id)).length));
    expect(counts).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('refuses a server that cannot do TLS, unless told that it needs none', async () => {
    const strict = new SmtpTransport(
      { url: sink.url, tls: 'required', deadlineMs: 2_000, connections: 1 },
      bench.logger,
    );
    const mail = {
      channel: 'mail' as const,
      envelope: { from: 'a@example.cn', to: ['b@example.cn'] },
      messageId: 'x',
      raw: 'Subject: x\r\n\r\nx',
      form: null,
    };
    const attempt = await strict.send('00000000-0000-4000-8000-000000000001' as NoticeId, mail);
    await strict.close();
    expect(attempt).toMatchObject({ kind: 'transient', code: 'tls-failed' });
  });
});

describe('sending a notice by SMS', () => {
  it('posts it to the gateway under our reference, signed', async () => {
    const id = await intendedSms();
    await run();
    const [sent] = gateway.byReference(id);
    expect(sent).toMatchObject({
      to: '+8613800001111',
      template: 'dispatch',
      parameters: { number: 'WY202611-1-007' },
    });
    expect(sent?.signature.mac).toBe(
      createHmac('sha256', secret)
        .update(`${sent?.signature.timestamp ?? ''}.${sent?.body ?? ''}`)
        .digest('hex'),
    );
    expect(await bench.row(id)).toMatchObject({ state: 'told', provider_reference: `gateway-${id}` });
  });

  it.each(['hang', 'break'] as const)(
    'never sends it twice when the answer was lost (%s): it asks first',
    async (mood) => {
      const id = await intendedSms();
      gateway.be(mood, 1);
      await run(700);
      expect(await bench.row(id)).toMatchObject({ state: 'in-doubt' });
      await becomesDue(id);
      await run();
      expect(gateway.inquiries).toContain(id);
      expect(gateway.byReference(id)).toHaveLength(1);
      expect(await bench.row(id)).toMatchObject({ state: 'told' });
    },
  );

  it('sends it again only when the gateway has never heard of it', async () => {
    const id = await intendedSms();
    gateway.be('lose', 1);
    await run(700);
    await becomesDue(id);
    await run();
    expect(gateway.byReference(id)).toHaveLength(1);
    expect(await bench.row(id)).toMatchObject({ state: 'told' });
  });

  it('tries again when nothing was taken, and gives up on a wrong number', async () => {
    const busy = await intendedSms();
    gateway.be('busy', 1);
    await run();
    expect(await bench.row(busy)).toMatchObject({ state: 'intended', attempts: 1 });
    const wrong = await intendedSms();
    gateway.be('refuse', 1);
    await run();
    expect(await bench.row(wrong)).toMatchObject({ state: 'failed', failure: 'recipient-refused' });
  });
});

describe('the maildir that stands in for a mail server', () => {
  it('keeps one .eml a notice, however often it is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redress-maildir-'));
    const id = await intended();
    const transport = new MaildirTransport(folder);
    await bench.sender({ mail: transport }).runDue(bench.clock.now());
    await bench.database.query(`update cases.notice set state = 'intended' where id = $1`, [id]);
    await bench.sender({ mail: transport }).runDue(bench.clock.now());
    expect((await readdir(join(folder, 'new'))).filter((name) => name === `${id}.eml`)).toHaveLength(1);
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    const { message_id: messageId } = await bench.row(id);
    expect(await readFile(join(folder, 'new', `${id}.eml`), 'utf8')).toContain(`Message-ID: <${messageId}>`);
    await rm(folder, { recursive: true });
  });
});
