import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { complaintMail, sendRaw } from '#apps/ingestor/src/testing/running-ingestor.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import type { ParsedMail } from '#libs/mail/parse/parsed-mail.js';
import { eventually } from '#libs/testing/eventually.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { createTestDatabase, type OwnedTestDatabase } from '#libs/testing/test-database.js';

const sink = smtpSink();
const key = Buffer.alloc(32, 4).toString('base64');
const mailbox = 'tousu@jiangnanli.example.com';
const token = /[a-z2-7]{40}/u;

describe.each(['plus', 'catch-all', 'none'] as const)(
  'an answer finds its case where addresses are %s (DESIGN 4)',
  (mode) => {
    let folder = '';
    let database: OwnedTestDatabase;
    let standalone: Standalone | null = null;
    let people = 0;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'redress-ways-'));
      database = await createTestDatabase({ sets: migrationSets });
      const accepted = mode === 'catch-all' ? '*@jiangnanli.example.com' : mailbox;
      await writeFile(
        join(folder, 'intake.yaml'),
        `mailboxes: [{ key: box, preset: property-group, unit: jiangnan, origin: mailbox, addresses: ['${accepted}'], addressMode: ${mode} }]`,
      );
      await writeFile(
        join(folder, 'outgoing.yaml'),
        `senders: [{ preset: property-group, organisation: 江南里, name: 江南里客服, address: ${mailbox}, mode: ${mode} }]`,
      );
      standalone = await Standalone.start({
        NODE_ENV: 'test',
        DATABASE_URL: database.url,
        REDRESS_DATA_DIR: folder,
        REDRESS_MASTER_KEYS: `test:${key}`,
        REDRESS_INDEX_KEY: key,
        REDRESS_LOG_TO: join(folder, 'log'),
        REDRESS_INTAKE: join(folder, 'intake.yaml'),
        REDRESS_OUTGOING: join(folder, 'outgoing.yaml'),
        REDRESS_ROSTER: 'config/roster.example.yaml',
        REDRESS_SMTP_URL: sink.url,
        REDRESS_SMTP_TLS: 'off',
        INTAKE_SMTP_PORT: '0',
        INGESTOR_HTTP_PORT: '0',
        CLASSIFIER_HTTP_PORT: '0',
        DISPATCHER_HTTP_PORT: '0',
        WATCHDOG_HTTP_PORT: '0',
      });
    }, 120_000);

    afterAll(async () => {
      await standalone?.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    }, 60_000);

    async function send(mail: Parameters<typeof complaintMail>[0], to = mailbox): Promise<void> {
      await sendRaw(standalone?.smtp?.port ?? 0, complaintMail(mail), { to: [to] });
    }

    /** A complaint of somebody new, and what they were answered. */
    async function complained(): Promise<{ person: string; caseId: string; number: string; letter: ParsedMail }> {
      people += 1;
      const person = `owner${String(people)}@${mode}.example.org`;
      await send({ from: person, subject: `第${String(people)}次漏水`, text: `${String(people)}号楼漏水，请来修。` });
      const letter = await eventually(async () => {
        const raw = sink.mailsTo(person).at(-1)?.raw;
        if (raw === undefined) {
          throw new Error(`${person} has not been answered`);
        }
        return parseMail(raw);
      }, 30_000);
      const number = /\d{6}-[A-Z]+-\d{3}/u.exec(letter.subject)?.[0] ?? '';
      const { rows } = await database.query<{ id: string }>('select id from cases.case_row where number = $1', [
        number,
      ]);
      return { person, caseId: rows[0]?.id ?? '', number, letter };
    }

    /** What the newest delivery became, and of which case. */
    async function became(deliveries: number): Promise<{ part: string; case_id: string | null }> {
      return eventually(async () => {
        const { rows } = await database.query<{ part: string | null; case_id: string | null; opened: string | null }>(
          `select c.part, c.case_id, o.id as opened from intake.delivery d
             left join cases.case_delivery c on c.delivery_id = d.id left join cases.case_row o on o.delivery_id = d.id
            order by d.ordinal`,
        );
        const { part = null, case_id = null, opened = null } = rows.at(-1) ?? {};
        // A reply of nobody's is handed back, and then opens a case of its own.
        if (rows.length !== deliveries || part === null || (part === 'unmatched' && opened === null)) {
          throw new Error(`${String(rows.length)} deliveries, the last is ${String(part)}`);
        }
        return opened === null ? { part, case_id } : { part: 'complaint', case_id: opened };
      }, 30_000);
    }

    async function deliveries(): Promise<number> {
      const { rows } = await database.query<{ n: number }>('select count(*)::int as n from intake.delivery');
      return rows[0]?.n ?? 0;
    }

    const answered = '已经修好了，谢谢。';

    it('by all that a mail program keeps', async () => {
      const { person, caseId, letter } = await complained();
      const before = await deliveries();
      const back = letter.replyTo[0]?.address ?? letter.from?.address ?? '';
      expect(token.test(back)).toBe(mode !== 'none');
      await send(
        {
          from: person,
          subject: `Re: ${letter.subject}`,
          headers: [`In-Reply-To: <${letter.messageId}>`, `References: <${letter.messageId}>`],
          text: answered,
        },
        back,
      );
      expect(await became(before + 1)).toEqual({ part: 'answer', case_id: caseId });
    }, 60_000);

    it.each([
      ['the References alone, under a new subject', 'references'],
      ['the subject alone, where another system has taken all ids off', 'subject'],
      ['the number alone, from whoever complained', 'number'],
    ] as const)(
      'by %s',
      async (_what, kept) => {
        const { person, caseId, number, letter } = await complained();
        const before = await deliveries();
        const headers = kept === 'references' ? [`References: <${letter.messageId}>`] : [];
        const subjects = { references: '没有主题', subject: `答复: ${letter.subject}`, number: `关于 ${number}` };
        await send({ from: person, subject: subjects[kept], headers, text: answered });
        expect(await became(before + 1)).toEqual({ part: 'answer', case_id: caseId });
      },
      60_000,
    );

    if (mode !== 'none') {
      it('by the address alone', async () => {
        const { person, caseId, letter } = await complained();
        const before = await deliveries();
        const back = letter.replyTo[0]?.address ?? letter.from?.address ?? '';
        await send({ from: person, subject: '没有主题', text: answered }, back);
        expect(await became(before + 1)).toEqual({ part: 'answer', case_id: caseId });
      }, 60_000);
    }

    it('but not by a number that somebody else writes: that is a complaint of its own', async () => {
      const { caseId, number } = await complained();
      const before = await deliveries();
      await send({ from: `stranger@${mode}.example.net`, subject: `Re: ${number}`, text: '我家也漏水，怎么没人管？' });
      const result = await became(before + 1);
      expect(result.part).toBe('complaint');
      expect(result.case_id).not.toBe(caseId);
    }, 60_000);

    it('but a mail of ours that was forwarded lets nobody speak for the complainant', async () => {
      const { caseId, letter } = await complained();
      const before = await deliveries();
      await send({
        from: `neighbour@${mode}.example.net`,
        subject: `转发: ${letter.subject}`,
        headers: [`References: <${letter.messageId}>`],
        text: '满意，可以结案',
      });
      expect(await became(before + 1)).toEqual({ part: 'note', case_id: caseId });
    }, 60_000);

    it('and a forged token is none', async () => {
      const { person, caseId, letter } = await complained();
      const before = await deliveries();
      const forged = letter.messageId.replace(token, (real) => (real.startsWith('a') ? 'b' : 'a') + real.slice(1));
      await send({
        from: person,
        subject: '另一件事：路灯不亮',
        headers: [`References: <${forged}>`],
        text: '路灯坏了。',
      });
      const result = await became(before + 1);
      expect(result.part).toBe('complaint');
      expect(result.case_id).not.toBe(caseId);
    }, 60_000);

    it('and two complaints in answer to the same mail of somebody else are two cases', async () => {
      const before = await deliveries();
      const headers = ['References: <newsletter-7@other.example.net>', 'In-Reply-To: <newsletter-7@other.example.net>'];
      await send({ from: `first@${mode}.example.net`, subject: 'Re: 通知', headers, text: '电梯停了。' });
      const first = await became(before + 1);
      await send({ from: `second@${mode}.example.net`, subject: 'Re: 通知', headers, text: '水管爆了。' });
      const second = await became(before + 2);
      expect([first.part, second.part]).toEqual(['complaint', 'complaint']);
      expect(first.case_id).not.toBe(second.case_id);
    }, 60_000);
  },
);
