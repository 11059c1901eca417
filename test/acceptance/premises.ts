import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import { PostOffice } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice } from '#apps/cli/src/demo/town/sms-office.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { environment } from '#libs/config/environment.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import type { Roster } from '#libs/roster/roster.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import { writeEmergencyPlans } from './emergency-plan.js';

/** Monday of an ordinary working week, nine o'clock in Shanghai. */
export const mondayMorning = new Date('2026-11-23T01:00:00Z');

export interface CompanyOptions {
  /** Business time at which the company opens; default: mondayMorning. */
  readonly opensAt?: Date;
  /** Roster, from the project's folder; default: the example. */
  readonly roster?: string;
  /** Intake plan and senders beside this file; default: `property`. */
  readonly points?: 'property' | 'service';
  /** Presets that every variant of the emergency plan is laid over, each with a mailbox, in place of the points. */
  readonly emergency?: readonly string[];
  /** Further versions of shipped presets: what a file of `config/presets` says, changed. */
  readonly versions?: readonly FurtherVersion[];
  /** Puts a model beside the rules: makes one in a folder and says its file. */
  readonly model?: (folder: string) => string;
}

export interface FurtherVersion {
  readonly of: string;
  /** Its own file. */
  readonly as: string;
  readonly change: (text: string) => string;
}

/** Any 32 bytes: only this test's content is under them. */
const key = Buffer.alloc(32, 9).toString('base64');
export const smsSecret = 'webhook-secret-of-the-tests';
export const formKey = 'form-key-of-the-acceptance-tests';

/** What a company works with: the running product, and the post and SMS offices of the people around it. */
export interface Premises {
  readonly office: PostOffice;
  readonly sms: SmsOffice;
  readonly standalone: Standalone;
  readonly pillar: Pillar;
  readonly roster: Roster;
  /** What commands of this installation are run with. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the product as a company would run it, on configuration that a test can tell apart from the shipped one. */
export async function openPremises(database: TestDatabase, options: CompanyOptions): Promise<Premises> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-company-'));
  const office = await PostOffice.open(join(folder, 'letters'));
  const sms = await SmsOffice.open();
  const root = projectFolder();
  const presets = join(folder, 'presets');
  const policies = ['presets', 'calendars', 'templates'].map((part) => [join(root, 'config', part), part] as const);
  const own = [[join(root, 'test/acceptance/config/calendars'), 'calendars']] as const;
  for (const [from, part] of [...policies, ...own]) {
    await cp(from, join(folder, part), { recursive: true });
  }
  // `bin/redress test --entries` lays policy files over these from which the entries of a clause are missing.
  const other = environment()['ACCEPTANCE_POLICY'];
  if (other !== undefined) {
    await cp(other, folder, { recursive: true });
  }
  const roster = join(root, options.roster ?? 'config/roster.example.yaml');
  await setBusinessTime(database, options.opensAt ?? mondayMorning);
  const points =
    options.emergency === undefined
      ? join(root, 'test/acceptance/config', options.points ?? 'property')
      : await writeEmergencyPlans(folder, options.emergency);
  for (const { of, as, change } of options.versions ?? []) {
    await writeFile(join(presets, as), change(await readFile(join(presets, of), 'utf8')));
  }
  const settings = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    REDRESS_DATA_DIR: join(folder, 'data'),
    REDRESS_MASTER_KEYS: `test:${key}`,
    REDRESS_INDEX_KEY: key,
    REDRESS_CLOCK: 'stepped',
    REDRESS_LOG_TO: join(folder, 'redress.log'),
    REDRESS_PRESETS: presets,
    REDRESS_ROSTER: roster,
    REDRESS_INTAKE: `${points}.intake.yaml`,
    REDRESS_OUTGOING: `${points}.outgoing.yaml`,
    REDRESS_TEMPLATES: join(folder, 'templates'),
    REDRESS_CLASSIFICATION: join(root, 'config/classification'),
    REDRESS_MODEL: options.model?.(folder) ?? join(folder, 'no-model'),
    REDRESS_SMTP_URL: office.url,
    REDRESS_SMTP_TLS: 'off',
    REDRESS_SMS_URL: sms.url,
    REDRESS_SMS_SECRET: 'gateway-secret-of-the-tests',
    ACCEPTANCE_SMS_SECRET: smsSecret,
    ACCEPTANCE_FORM_KEY: formKey,
    ACCEPTANCE_DESK_KEY: `${formKey}-desk`,
    ACCEPTANCE_COUNTER_KEY: `${formKey}-counter`,
    ACCEPTANCE_LETTER_KEY: `${formKey}-letter`,
    INTAKE_SMTP_PORT: '0',
    INGESTOR_HTTP_PORT: '0',
    CLASSIFIER_HTTP_PORT: '0',
    DISPATCHER_HTTP_PORT: '0',
    WATCHDOG_HTTP_PORT: '0',
  };
  const start = Standalone.start(settings);
  const standalone = await start.catch(async (error: unknown) => {
    await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
    throw error;
  });
  const pillar = new Pillar(`smtp://127.0.0.1:${String(standalone.smtp?.port ?? 0)}`, 'mx.example.com');
  const close = async (): Promise<void> => {
    try {
      await standalone.close();
    } finally {
      await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
    }
  };
  return { office, sms, standalone, pillar, roster: loadRoster(roster), settings, close };
}
