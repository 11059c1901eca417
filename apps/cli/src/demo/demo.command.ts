import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import pg from 'pg';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { setBusinessTime } from './set-business-time.js';
import { Stage } from './stage.js';
import { stories } from './stories.js';
import { Timeline } from './timeline.js';
import { Pillar } from './town/correspondent.js';
import { PostOffice } from './town/post-office.js';
import { SmsOffice } from './town/sms-office.js';

const mailbox = 'tousu@jiangnanli.example.com';
const webhookSecret = 'demo-webhook-secret-not-for-use';
/** Monday of an ordinary working week, nine o'clock in Shanghai. */
const start = new Date('2026-11-23T01:00:00Z');

interface DemoOptions {
  readonly json: boolean;
  readonly keep?: string;
}

/** `demo`: the main job end to end on this machine, told as a timeline; exit code 1 when an outcome was not as it must be. */
export function defineDemo(command: Command): void {
  command
    .option('--json', 'print one JSON object a line', false)
    .option('--keep <folder>', 'folder for the mails that go out (.eml); default: a new one under the temporary folder')
    .action(async (options: DemoOptions) => {
      process.exitCode = await runDemo(options);
    });
}

async function runDemo({ json, keep }: DemoOptions): Promise<number> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'redress-demo-'));
  const data = join(folder, 'data');
  const letters = keep ?? join(folder, 'mail');
  const office = await PostOffice.open(letters);
  const sms = await SmsOffice.open();
  let standalone: Standalone | null = null;
  let db: pg.Client | null = null;
  try {
    standalone = await Standalone.start(demoEnvironment(data, office.url, sms.url, folder));
    db = new pg.Client({ connectionString: standalone.databaseUrl });
    await db.connect();
    const clock = { offsetMs: await setBusinessTime(db, start) };
    const write = (line: string): void => {
      process.stdout.write(`${line}\n`);
    };
    const now = (): Date => new Date(performance.timeOrigin + performance.now() + clock.offsetMs);
    const timeline = new Timeline(now, json, write);
    const roster = loadRoster(join(projectFolder(), 'config/roster.example.yaml'));
    const running = standalone;
    const stage = new Stage({
      db,
      probes: idleProbes(),
      office,
      sms,
      pillar: new Pillar(
        `smtp://${running.smtp?.host ?? ''}:${String(running.smtp?.port ?? 0)}`,
        'mx.jiangnanli.example.com',
      ),
      timeline,
      mails: join(projectFolder(), 'config/demo/mails'),
      mailbox,
      webUrl: running.url ?? '',
      webhookSecret,
      staffName: (address) => roster.personByAddress(address)?.name ?? null,
      stopService: async (service) => {
        await running.stopOne(service);
      },
      startService: async (service) => {
        await running.startOne(service);
      },
      now,
      moved: (at) => {
        clock.offsetMs = at.getTime() - (performance.timeOrigin + performance.now());
      },
    });
    await tellAll(stage, timeline);
    const { checks, failed } = timeline.result;
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    write(
      json
        ? JSON.stringify({
            kind: 'end',
            checks,
            failed,
            seconds: Number(seconds),
            mails: office.letters.length,
            folder: letters,
          })
        : `\n${String(checks - failed)} of ${String(checks)} outcomes as they must be, ${String(office.letters.length)} mails kept in ${letters} (${seconds} s)`,
    );
    return failed === 0 ? 0 : 1;
  } finally {
    await db?.end();
    await standalone?.close();
    await Promise.all([office.close(), sms.close()]);
    await rm(data, { recursive: true, force: true });
  }
}

function demoEnvironment(data: string, smtpUrl: string, smsUrl: string, folder: string): Record<string, string> {
  const config = join(projectFolder(), 'config');
  return {
    NODE_ENV: 'development',
    REDRESS_DATA_DIR: data,
    REDRESS_CLOCK: 'stepped',
    REDRESS_LOG_LEVEL: 'info',
    REDRESS_LOG_TO: join(folder, 'redress.log'),
    REDRESS_PRESETS: join(config, 'presets'),
    REDRESS_ROSTER: join(config, 'roster.example.yaml'),
    REDRESS_INTAKE: join(config, 'demo/intake.yaml'),
    REDRESS_OUTGOING: join(config, 'demo/outgoing.yaml'),
    REDRESS_TEMPLATES: join(config, 'templates'),
    REDRESS_CLASSIFICATION: join(config, 'classification'),
    REDRESS_MODEL: join(projectFolder(), 'dist/classifier.model'),
    REDRESS_SMTP_URL: smtpUrl,
    REDRESS_SMTP_TLS: 'off',
    REDRESS_SMS_URL: smsUrl,
    REDRESS_SMS_SECRET: 'demo-gateway-secret-not-for-use',
    DEMO_SMS_WEBHOOK_SECRET: webhookSecret,
    INTAKE_SMTP_PORT: '0',
    INGESTOR_HTTP_PORT: '0',
    CLASSIFIER_HTTP_PORT: '0',
    DISPATCHER_HTTP_PORT: '0',
    WATCHDOG_HTTP_PORT: '0',
  };
}

/** Where the story cannot go on, that is an outcome too: told as such, with the mails kept for whoever looks into it. */
async function tellAll(stage: Stage, timeline: Timeline): Promise<void> {
  try {
    for (const story of stories) {
      await story(stage);
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    timeline.tell({ kind: 'check', what: `the story goes on: ${why}`, holds: false });
  }
}
