import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningIngestor } from '#apps/ingestor/src/start-ingestor.js';
import { sendRaw } from '#apps/ingestor/src/testing/running-ingestor.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { eventually } from '#libs/testing/eventually.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { createTestDatabase, type OwnedTestDatabase } from '#libs/testing/test-database.js';
import { appendMails } from './append-mails.js';
import { CutInstallation } from './cut-installation.js';
import { someMails, type Ending, type TestMail } from './five-hundred-mails.js';

const sink = smtpSink();
const bursts = 25;
/** A minute at the least. */
const mostRounds = 60;

describe.each([
  { transport: 'rabbitmq', byImap: 400, bySmtp: 100 },
  { transport: 'embedded', byImap: 150, bySmtp: 50 },
] as const)(
  'an intake of $byImap mails by IMAP and $bySmtp by SMTP, on $transport',
  ({ transport, byImap, bySmtp }) => {
    let database: OwnedTestDatabase;
    let installation: CutInstallation;
    let ingestor: RunningIngestor;

    beforeAll(async () => {
      database = await createTestDatabase({ sets: migrationSets });
      installation = await CutInstallation.prepare({ databaseUrl: database.url, smtpUrl: sink.url, transport });
      await appendMails(installation.dovecot.address, installation.mailbox, []);
      ingestor = await installation.start();
      await eventually(async () => {
        expect((await database.query('select from intake.mailbox_folder')).rows).not.toEqual([]);
      }, 20_000);
    }, 120_000);

    afterAll(async () => {
      await installation.close();
      await database.drop();
    }, 60_000);

    it('has an outcome for each, none unaccounted for and no case twice, with IMAP, PostgreSQL and the broker cut at every step', async () => {
      const mails = someMails(byImap + bySmtp);
      const sending = mails.slice(byImap).map(({ raw }, index) => handIn(raw, index));
      const share = byImap / bursts;
      for (let burst = 0; burst < bursts; burst += 1) {
        await receive(mails.slice(burst * share, (burst + 1) * share));
        await outage(burst);
      }
      await Promise.all(sending);
      const further = await sendUntilAllIsCut(mails.length);
      expect(installation.plan.left).toEqual([]);

      await eventually(async () => {
        const { rows: open } = await database.query(`select id from intake.delivery where outcome is null`);
        expect(open).toEqual([]);
        expect(await endings('imap')).toEqual(expected([...mails.slice(0, byImap), ...further]));
        const { rows: unmoved } = await database.query(
          `select uid from intake.delivery where transport = 'imap' and placement <> 'processed'`,
        );
        expect(unmoved).toEqual([]);
      }, 90_000);
      // A mail whose sender never heard of our 250 was handed in once more: on record, as the duplicate it is.
      const { duplicate: again = 0, ...bySender } = await endings('smtp');
      const { duplicate = 0, ...expectedBySender } = expected(mails.slice(byImap));
      expect(bySender).toEqual(expectedBySender);
      expect(again).toBeGreaterThanOrEqual(duplicate);

      const complaints = expected([...mails, ...further]).complaint;
      await eventually(async () => {
        const { rows } = await database.query(
          `select count(*)::int as cases, count(distinct number)::int as numbers from cases.case_row`,
        );
        expect(rows).toEqual([{ cases: complaints, numbers: complaints }]);
      }, 60_000);
      expect(await deadLetters()).toEqual([]);
      await eventually(async () => {
        expect(await unaccounted()).toBe(0);
      }, 30_000);
    }, 400_000);

    async function receive(mails: readonly TestMail[]): Promise<void> {
      await appendMails(installation.dovecot.address, installation.mailbox, mails);
    }

    /**
     * A busy machine takes many mails in one go, which pass a point once: more of them come until every line has been cut
     * at every point. Returns those that came.
     */
    async function sendUntilAllIsCut(before: number): Promise<TestMail[]> {
      const further: TestMail[] = [];
      for (let round = 0; round < mostRounds && installation.plan.left.length > 0; round += 1) {
        await pause(1_000);
        const sent = before + further.length;
        const more = someMails(sent + 5).slice(sent);
        await receive(more);
        further.push(...more);
      }
      return further;
    }

    /** As a mail server does: the same mail again until somebody says 250. */
    async function handIn(raw: string, index: number): Promise<void> {
      await pause(index * 100);
      await eventually(() => sendRaw(ingestor.smtp?.port ?? 0, raw, { to: ['tousu@jiangnanli.example.com'] }), 120_000);
    }

    /** Beside the lines that break, servers end connections and go away themselves. */
    async function outage(burst: number): Promise<void> {
      switch (burst) {
        case 4:
          return installation.dovecot.restart();
        case 8:
        case 18:
          await database.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name like 'redress-%'`,
          );
          return;
        case 12:
          return installation.broker?.restart();
        default:
          await pause(300);
      }
    }

    async function endings(by: string): Promise<Partial<Record<Ending, number>>> {
      const { rows } = await database.query<{ outcome: Ending; mails: number }>(
        `select outcome, count(*)::int as mails from intake.delivery where transport = $1 group by 1`,
        [by],
      );
      return Object.fromEntries(rows.map(({ outcome, mails }) => [outcome, mails]));
    }

    async function deadLetters(): Promise<unknown[]> {
      const { rows } = await database.query(
        `select 'dispatcher' as reader, type, reason, last_error from cases.inbox where state = 'dead'
       union all select 'classifier', type, reason, last_error from classification.inbox where state = 'dead'
       union all select 'ingestor', type, reason, last_error from intake.inbox where state = 'dead'`,
      );
      return rows;
    }

    async function unaccounted(): Promise<number> {
      const text = await (await fetch(`${ingestor.url ?? ''}/metrics`)).text();
      return Number(/^redress_unaccounted_deliveries(?:\{[^}]*\})? (\d+)/mu.exec(text)?.[1]);
    }
  },
);

function expected(mails: readonly TestMail[]): Partial<Record<Ending, number>> {
  const counts: Partial<Record<Ending, number>> = {};
  for (const { ending } of mails) {
    counts[ending] = (counts[ending] ?? 0) + 1;
  }
  return counts;
}
