import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HandOverBody } from '#apps/dispatcher/src/handover/hand-over-body.schema.js';
import { WebhookReceiver } from '#apps/dispatcher/src/handover/testing/webhook-receiver.js';
import { complaintMail, sendRaw } from '#apps/ingestor/src/testing/running-ingestor.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { eventually } from '#libs/testing/eventually.js';
import { smtpSink } from '#libs/testing/smtp-sink.js';
import { withTestDatabase } from '#libs/testing/test-database.js';

const database = withTestDatabase({ sets: migrationSets });
const sink = smtpSink();
const key = Buffer.alloc(32, 6).toString('base64');

describe('a case that another system hears of (PG-4)', () => {
  let folder = '';
  let crm: WebhookReceiver;
  let register: WebhookReceiver;
  let standalone: Standalone | null = null;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-hand-over-'));
    crm = await WebhookReceiver.open(['secret of the crm']);
    register = await WebhookReceiver.open(['secret of the register']);
    await writeFile(
      join(folder, 'outgoing.yaml'),
      `
senders:
  - { preset: property-group, organisation: 江南里项目, name: 江南里客户服务中心, address: tousu@jiangnanli.example.com }
handOvers:
  - { key: crm, preset: property-group, unit: jiangnan, url: '${crm.url}', secrets: [{ env: CRM_SECRET }], personalData: true }
  - { key: register, preset: property-group, url: '${register.url}', secrets: [{ env: REGISTER_SECRET }], events: [case.registered] }
  - { key: elsewhere, preset: property-group, unit: yunhu, url: '${register.url}', secrets: [{ env: REGISTER_SECRET }] }
`,
    );
    standalone = await Standalone.start({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      REDRESS_DATA_DIR: folder,
      REDRESS_MASTER_KEYS: `test:${key}`,
      REDRESS_INDEX_KEY: key,
      REDRESS_LOG_TO: join(folder, 'log'),
      REDRESS_INTAKE: 'config/demo/intake.yaml',
      REDRESS_OUTGOING: join(folder, 'outgoing.yaml'),
      REDRESS_ROSTER: 'config/roster.example.yaml',
      REDRESS_SMTP_URL: sink.url,
      REDRESS_SMTP_TLS: 'off',
      DEMO_SMS_WEBHOOK_SECRET: 'webhook-secret-of-the-tests',
      CRM_SECRET: 'secret of the crm',
      REGISTER_SECRET: 'secret of the register',
      INTAKE_SMTP_PORT: '0',
      INGESTOR_HTTP_PORT: '0',
      CLASSIFIER_HTTP_PORT: '0',
      DISPATCHER_HTTP_PORT: '0',
      WATCHDOG_HTTP_PORT: '0',
    });
  }, 120_000);

  afterAll(async () => {
    await standalone?.close();
    await Promise.all([crm.close(), register.close(), rm(folder, { recursive: true, force: true })]);
  }, 60_000);

  it('comes signed, with name, address and words read out of the vault for that one call, and nothing of them stays behind', async () => {
    await sendRaw(standalone?.smtp?.port ?? 0, complaintMail({ text: '三号楼电梯又停了，老人下不了楼。' }), {
      to: ['tousu@jiangnanli.example.com'],
    });
    const body = await eventually(() => {
      const bodies = crm.calls.map((call) => HandOverBody.parse(JSON.parse(call.body)));
      const registered = bodies.find(({ events }) => events.includes('case.registered'));
      if (registered === undefined) {
        throw new Error(`the case was not handed over; ${String(bodies.length)} calls`);
      }
      return registered;
    }, 60_000);
    expect(crm.calls.every(({ signedWith }) => signedWith === 'secret of the crm')).toBe(true);
    expect(body.complainant).toEqual({ name: '王女士', address: 'wang@example.org', channel: 'mail' });
    expect(body.complaint?.text).toContain('三号楼电梯又停了');
    const { rows: cases } = await database.query<{ id: string; number: string }>(
      'select id, number from cases.case_row',
    );
    expect(body.case).toMatchObject({ ...cases[0], unit: 'jiangnan', channel: 'mail' });

    const { rows } = await database.query<{ row: string }>('select h::text as row from cases.hand_over h');
    expect(rows.map(({ row }) => row).join('\n')).not.toMatch(/王女士|wang@|电梯/u);
  }, 120_000);

  it('comes without them where the plan does not say so, and only of what it asks for', async () => {
    const [call] = await eventually(() => {
      expect(register.calls).not.toEqual([]);
      return register.calls;
    }, 60_000);
    const body = HandOverBody.parse(JSON.parse(call?.body ?? ''));
    expect(body).toMatchObject({ complainant: null, complaint: null });
    expect(body.events).toContain('case.registered');
    expect(call?.body).not.toMatch(/王女士|wang@|电梯/u);
    const { rows } = await database.query<{ target: string }>('select distinct target from cases.hand_over order by 1');
    expect(rows).toEqual([{ target: 'crm' }, { target: 'register' }]);
  }, 120_000);
});
