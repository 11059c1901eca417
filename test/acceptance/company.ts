import { createHmac, randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { Pillar, type Correspondent } from '#apps/cli/src/demo/town/correspondent.js';
import { PostOffice, type Letter } from '#apps/cli/src/demo/town/post-office.js';
import { SmsOffice, type SentSms } from '#apps/cli/src/demo/town/sms-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { machineNow } from '#libs/clock/business-clock.js';
import { stepClock, waitUntilIdle } from '#libs/clock/step-clock.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import type { Roster } from '#libs/roster/roster.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { withTestDatabase, type TestDatabase } from '#libs/testing/test-database.js';
import { CaseFile } from './case-file.js';

/** Monday of an ordinary working week, nine o'clock in Shanghai. */
export const mondayMorning = new Date('2026-11-23T01:00:00Z');

export interface CompanyOptions {
  /** Business time at which the company opens; default: mondayMorning. */
  readonly opensAt?: Date;
  /** Roster, from the project's folder; default: the example. */
  readonly roster?: string;
  /** Intake plan and senders beside this file; default: `property`. */
  readonly points?: 'property' | 'service';
}

/** What a form hands in for somebody. */
export interface FormContent {
  readonly subject?: string;
  readonly text: string;
  readonly complainant?: { readonly name?: string; readonly mail?: string; readonly phone?: string };
}

/** How a complaint must stand before a case begins; the desk decides by reply what the rules leave open. */
export interface Wanted {
  readonly tag?: 'general' | 'major';
  /** The preset's title of the category. */
  readonly category?: string;
}

const limitMs = 20_000;
/** As config/*.outgoing.yaml has them. */
const senders: Readonly<Record<string, string>> = {
  'property-group': 'tousu@jiangnanli.example.com',
  'property-emergency': 'tousu@emergency.example.com',
  'service-industry': 'kefu@service.example.com',
  'private-cinema': 'kefu@cinema.example.com',
};
/** Any 32 bytes: only this test's content is under them. */
const key = Buffer.alloc(32, 9).toString('base64');
const smsSecret = 'webhook-secret-of-the-tests';
const formKey = 'form-key-of-the-acceptance-tests';

/**
 * A company with its mailbox, and people who read and answer: the four services in this process, real SMTP in and out,
 * an SMS gateway, a database of its own. No model stands beside the rules, so that what is decided is decided by data.
 */
export class Company {
  #started: Started | null = null;

  constructor(
    private readonly database: TestDatabase,
    private readonly options: CompanyOptions,
  ) {}

  async open(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'redress-company-'));
    const office = await PostOffice.open(join(folder, 'letters'));
    const sms = await SmsOffice.open();
    const root = projectFolder();
    const presets = join(folder, 'presets');
    for (const part of ['presets', 'calendars', 'templates']) {
      await cp(join(root, 'config', part), join(folder, part), { recursive: true });
    }
    for (const part of ['presets', 'calendars']) {
      await cp(join(root, 'test/acceptance/config', part), join(folder, part), { recursive: true });
    }
    const roster = join(root, this.options.roster ?? 'config/roster.example.yaml');
    await setBusinessTime(this.database, this.options.opensAt ?? mondayMorning);
    const points = join(root, 'test/acceptance/config', this.options.points ?? 'property');
    const start = Standalone.start({
      NODE_ENV: 'test',
      DATABASE_URL: this.database.url,
      REDRESS_DATA_DIR: join(folder, 'data'),
      REDRESS_MASTER_KEYS: `test:${key}`,
      REDRESS_INDEX_KEY: key,
      REDRESS_CLOCK: 'stepped',
      REDRESS_LOG_TO: join(folder, 'redress.log'),
      REDRESS_PRESETS: presets,
      REDRESS_ROSTER: roster,
      REDRESS_INTAKE: `${points}.intake.yaml`,
      REDRESS_OUTGOING: `${points}.outgoing.yaml`,
      REDRESS_TEMPLATES: join(root, 'config/templates'),
      REDRESS_CLASSIFICATION: join(root, 'config/classification'),
      REDRESS_MODEL: join(folder, 'no-model'),
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
    });
    const standalone = await start.catch(async (error: unknown) => {
      await Promise.all([office.close(), sms.close()]);
      throw error;
    });
    const pillar = new Pillar(`smtp://127.0.0.1:${String(standalone.smtp?.port ?? 0)}`, 'mx.example.com');
    this.#started = { folder, office, sms, standalone, pillar, roster: loadRoster(roster) };
  }

  async close(): Promise<void> {
    if (this.#started === null) {
      return;
    }
    const { folder, office, sms, standalone } = this.#started;
    await standalone.close();
    await Promise.all([office.close(), sms.close(), rm(folder, { recursive: true, force: true })]);
  }

  // ---- what customers do ------------------------------------------------------------------------------------------

  /** Hands in one new mail and follows it to its case. */
  async mail(from: Correspondent, to: string, letter: { subject: string; text: string }): Promise<CaseFile> {
    return this.arrival(async () => {
      await this.started.pillar.write(from, to, letter);
    });
  }

  async sms(key: string, from: string, text: string): Promise<CaseFile> {
    const body = JSON.stringify({ id: randomUUID(), from, to: '10690000', text });
    const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
    const nonce = randomUUID();
    const mac = createHmac('sha256', smsSecret).update(`${timestamp}.${nonce}.${body}`).digest('hex');
    return this.arrival(async () => {
      await this.post(`/intake/sms/${key}`, body, {
        'x-redress-timestamp': timestamp,
        'x-redress-nonce': nonce,
        'x-redress-signature': `v1=${mac}`,
      });
    });
  }

  /** A website, or staff who registers what was said at the counter or on the phone. */
  async form(point: 'website' | 'desk' | 'counter' | 'letter', content: FormContent): Promise<CaseFile> {
    return this.arrival(async () => {
      await this.post('/intake/complaints', JSON.stringify(content), {
        'x-api-key': point === 'website' ? formKey : `${formKey}-${point}`,
        'idempotency-key': randomUUID(),
      });
    });
  }

  /** Several mails at once; their cases in the order of their numbers. */
  async mailsAtOnce(letters: readonly (() => Promise<void>)[]): Promise<CaseFile[]> {
    return this.arrivals(async () => {
      await Promise.all(letters.map(async (letter) => letter()));
    });
  }

  get pillar(): Pillar {
    return this.started.pillar;
  }

  /** A complaint by mail that stands as wanted; where rules leave it open, the desk says so by reply. */
  async complaint(
    from: Correspondent,
    to: string,
    letter: { subject: string; text: string },
    wanted: Wanted,
  ): Promise<CaseFile> {
    const file = await this.mail(from, to, letter);
    await this.settle(file, wanted);
    return file;
  }

  /** The desk answers what it is asked, so that the case stands as wanted. */
  async settle(file: CaseFile, { tag, category }: Wanted): Promise<void> {
    if (tag !== undefined && (await file.row()).question !== null) {
      const asked = await file.staffLetter('请判定');
      await this.answers(asked, tag === 'general' ? '一般' : '重大');
      if (category !== undefined) {
        await this.answers(asked, `分类 ${category}`);
      }
    }
  }

  // ---- what anybody does ------------------------------------------------------------------------------------------

  /** Whoever got the letter answers it. */
  async answers(letter: Letter, text: string): Promise<void> {
    const person = this.started.roster.personByAddress(letter.to);
    await this.started.pillar.answer(
      { name: person?.name ?? letter.to, address: letter.to, staff: person !== null },
      letter,
      text,
    );
    await this.idle();
  }

  /** Business time passes once nothing is under way. */
  async pass(amount: number, unit: 'minutes' | 'hours' | 'days'): Promise<void> {
    await this.step(amount * { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }[unit]);
  }

  /** Business time passes to an instant, in steps of a few hours, so that every limit on the way is seen when it is due. */
  async passUntil(instant: string, stepHours = 4): Promise<void> {
    const end = Date.parse(instant);
    for (let now = await this.now(); now.getTime() < end;) {
      now = await this.step(Math.min(end - now.getTime(), stepHours * 3_600_000));
    }
  }

  private async step(byMs: number): Promise<Date> {
    await this.idle();
    const now = await stepClock({ db: this.database, byMs, idleProbes: idleProbes() });
    await this.idle();
    return now;
  }

  async now(): Promise<Date> {
    const { rows } = await this.database.query<{ offset_ms: string }>('select offset_ms from clock.business_clock');
    return new Date(machineNow().getTime() + Number(rows[0]?.offset_ms ?? 0));
  }

  async idle(): Promise<void> {
    await waitUntilIdle(this.database, idleProbes(), limitMs);
  }

  async stop(service: Service): Promise<void> {
    await this.started.standalone.stopOne(service);
  }

  async start(service: Service): Promise<void> {
    await this.started.standalone.startOne(service);
  }

  // ---- what lies in the letter boxes ------------------------------------------------------------------------------

  get letters(): readonly Letter[] {
    return this.started.office.letters;
  }

  get texts(): readonly SentSms[] {
    return this.started.sms.sent;
  }

  /** In whose name letters about cases of a preset go out. */
  senderOf(preset: string): string {
    const sender = senders[preset];
    if (sender === undefined) {
      throw new Error(`nobody writes letters for ${preset}`);
    }
    return sender;
  }

  isStaff(address: string): boolean {
    return this.started.roster.personByAddress(address) !== null;
  }

  addressOf(person: string): string {
    return this.started.roster.person(person)?.mails[0] ?? person;
  }

  // ---- inside -----------------------------------------------------------------------------------------------------

  private async arrival(handIn: () => Promise<void>): Promise<CaseFile> {
    const [file] = await this.arrivals(handIn);
    if (file === undefined) {
      throw new Error('no case came of what arrived');
    }
    return file;
  }

  private async arrivals(handIn: () => Promise<void>): Promise<CaseFile[]> {
    const known = new Set((await this.caseIds()).map(({ id }) => id));
    await handIn();
    await this.idle();
    const fresh = (await this.caseIds()).filter(({ id }) => !known.has(id));
    return fresh.map(({ id }) => new CaseFile(this, this.database, id));
  }

  private async caseIds(): Promise<{ id: string }[]> {
    return (await this.database.query<{ id: string }>('select id from cases.case_row order by number, received_at'))
      .rows;
  }

  private async post(path: string, body: string, headers: Record<string, string>): Promise<void> {
    const response = await fetch(`${this.started.standalone.url ?? ''}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    if (!response.ok) {
      throw new Error(`${path} answered ${String(response.status)}: ${await response.text()}`);
    }
  }

  private get started(): Started {
    if (this.#started === null) {
      throw new Error('the company of this file is open from beforeAll on');
    }
    return this.#started;
  }
}

interface Started {
  readonly folder: string;
  readonly office: PostOffice;
  readonly sms: SmsOffice;
  readonly standalone: Standalone;
  readonly pillar: Pillar;
  readonly roster: Roster;
}

let customers = 0;

/** A customer of their own for each case: nobody's complaint is taken for an addition to another one. */
export function customer(name: string): Correspondent {
  customers += 1;
  return { name, address: `kehu${String(customers)}@mail.example.com`, staff: false };
}

/** Registers a company for this file; it is open from beforeAll on. */
export function company(options: CompanyOptions = {}): Company {
  const one = new Company(withTestDatabase({ sets: migrationSets }), options);
  beforeAll(async () => one.open(), 120_000);
  afterAll(async () => one.close(), 60_000);
  return one;
}
