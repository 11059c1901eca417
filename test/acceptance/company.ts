import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import type { Correspondent, Pillar } from '#apps/cli/src/demo/town/correspondent.js';
import type { Letter } from '#apps/cli/src/demo/town/post-office.js';
import type { SentSms } from '#apps/cli/src/demo/town/sms-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { machineNow } from '#libs/clock/business-clock.js';
import { stepClock, waitUntilIdle } from '#libs/clock/step-clock.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase, type TestDatabase } from '#libs/testing/test-database.js';
import { CaseFile } from './case-file.js';
import { formKey, openPremises, smsSecret, type CompanyOptions, type Premises } from './premises.js';

/** What a form hands in for somebody. */
export interface FormContent {
  readonly subject?: string;
  readonly text: string;
  readonly complainant?: { readonly name?: string; readonly mail?: string; readonly phone?: string };
}

/** What a mail client hands in. */
export type NewLetter = Parameters<Pillar['write']>[2];

/** How a complaint must stand before a case begins; the desk decides by reply what the rules leave open. */
export interface Wanted {
  readonly tag?: 'general' | 'major';
  /** The preset's title of the category. */
  readonly category?: string;
}

/** For a machine with two processors that does other things too; who waits this long has found something that hangs. */
const limitMs = 60_000;
/** As config/*.outgoing.yaml has them. */
const senders: Readonly<Record<string, string>> = {
  'property-group': 'tousu@jiangnanli.example.com',
  'service-industry': 'kefu@service.example.com',
  'private-cinema': 'kefu@cinema.example.com',
};
/**
 * A company with its mailbox, and people who read and answer: the four services in this process, real SMTP in and out,
 * an SMS gateway, a database of its own. No model stands beside the rules, so that what is decided is decided by data.
 */
export class Company {
  #started: Premises | null = null;

  constructor(
    private readonly database: TestDatabase,
    private readonly options: CompanyOptions,
  ) {}

  async open(): Promise<void> {
    this.#started = await openPremises(this.database, this.options);
  }

  async close(): Promise<void> {
    await this.#started?.close();
  }

  // ---- what customers do ------------------------------------------------------------------------------------------

  /** Hands in one new mail and follows it to its case. */
  async mail(from: Correspondent, to: string, letter: NewLetter): Promise<CaseFile> {
    return this.arrival(async () => {
      await this.started.pillar.write(from, to, letter);
    });
  }

  async sms(key: string, from: string, text: string): Promise<CaseFile> {
    return this.arrival(async () => this.push(key, from, text));
  }

  /** A text message that makes no case of its own. */
  async further(key: string, from: string, text: string): Promise<void> {
    await this.push(key, from, text);
    await this.idle();
  }

  private async push(key: string, from: string, text: string): Promise<void> {
    const body = JSON.stringify({ id: randomUUID(), from, to: '10690000', text });
    const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
    const nonce = randomUUID();
    const mac = createHmac('sha256', smsSecret).update(`${timestamp}.${nonce}.${body}`).digest('hex');
    await this.post(`/intake/sms/${key}`, body, {
      'x-redress-timestamp': timestamp,
      'x-redress-nonce': nonce,
      'x-redress-signature': `v1=${mac}`,
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

  get settings(): Readonly<Record<string, string>> {
    return this.started.settings;
  }

  get letters(): readonly Letter[] {
    return this.started.office.letters;
  }

  get texts(): readonly SentSms[] {
    return this.started.sms.sent;
  }

  /** In whose name letters about cases of a preset go out. */
  senderOf(preset: string): string {
    const sender = senders[preset] ?? (preset.includes('-emergency-') ? `${preset}@emergency.example.com` : undefined);
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

  async caseCount(): Promise<number> {
    return (await this.caseIds()).length;
  }

  /** As if the ingestor had last been there so long ago. */
  async forgetSince(entry: string, ago: string): Promise<void> {
    await this.database.query(
      `update intake.sms_watch set alive_at = clock_timestamp() - $2::interval where point = $1`,
      [entry, ago],
    );
  }

  /** A letter to anybody whose subject says this, as soon as it is there. */
  async letterTo(subject: string): Promise<Letter> {
    return eventually(() => {
      const letter = this.letters.findLast((candidate) => candidate.subject.includes(subject));
      if (letter === undefined) {
        throw new Error(`nobody got a letter about ${subject}`);
      }
      return letter;
    }, limitMs);
  }

  /** Text messages whose sender has not said yet which case they are about. */
  async waitingTexts(): Promise<number> {
    const { rows } = await this.database.query<{ waiting: number }>(
      'select count(*)::int as waiting from cases.which_case where not settled',
    );
    return rows[0]?.waiting ?? 0;
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

  private get started(): Premises {
    if (this.#started === null) {
      throw new Error('the company of this file is open from beforeAll on');
    }
    return this.#started;
  }
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
