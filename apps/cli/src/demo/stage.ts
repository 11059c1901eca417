import type pg from 'pg';
import type { IdleProbe } from '#libs/clock/step-clock.js';
import { stepClock, waitUntilIdle } from '#libs/clock/step-clock.js';
import type { Fact, FactRecord, Service } from '#libs/contracts/vocabulary.js';
import type { Correspondent, Pillar } from './town/correspondent.js';
import type { Letter, PostOffice } from './town/post-office.js';
import type { SmsOffice } from './town/sms-office.js';
import type { Timeline } from './timeline.js';

/** What became of a complaint, as the database has it. */
export interface Outcome {
  readonly number: string | null;
  readonly stage: string;
  readonly tag: string | null;
  readonly closeReason: string | null;
}

export interface StageParts {
  readonly db: pg.Client;
  readonly probes: readonly IdleProbe[];
  readonly office: PostOffice;
  readonly sms: SmsOffice;
  readonly pillar: Pillar;
  readonly timeline: Timeline;
  readonly mails: string;
  readonly mailbox: string;
  readonly webUrl: string;
  readonly webhookSecret: string;
  /** People of the roster by address. */
  readonly staffName: (address: string) => string | null;
  readonly stopService: (service: Service) => Promise<void>;
  readonly startService: (service: Service) => Promise<void>;
  readonly moved: (now: Date) => void;
  readonly now: () => Date;
}

const limitMs = 20_000;

/** What a story can do: write and read mail, let business time pass, look what became of a case. */
export class Stage {
  constructor(readonly parts: StageParts) {}

  chapter(title: string): void {
    this.parts.timeline.tell({ kind: 'chapter', title });
  }

  check(what: string, holds: boolean, clause?: string): void {
    this.parts.timeline.tell({ kind: 'check', what, holds, ...(clause === undefined ? {} : { clause }) });
  }

  moment(who: string, what: string, detail?: string): void {
    this.parts.timeline.tell({ kind: 'moment', who, what, ...(detail === undefined ? {} : { detail }) });
  }

  /** A customer hands in one of the prepared mails. */
  async complain(file: string, who: Correspondent, subject: string): Promise<void> {
    this.moment(who.name, `writes to ${this.parts.mailbox}: ${subject}`);
    await this.parts.pillar.post(`${this.parts.mails}/${file}`, who.address, this.parts.mailbox);
  }

  /** Somebody reads the letter that fits. */
  async reads(to: string, fits: (letter: Letter) => boolean): Promise<Letter> {
    const letter = await this.parts.office.next(to, fits, limitMs);
    const name = this.parts.staffName(to) ?? to;
    this.parts.timeline.tell({
      kind: 'moment',
      who: name,
      what: `reads "${withoutToken(letter.subject)}"`,
      detail: firstLines(letter.text),
      file: letter.file,
    });
    return letter;
  }

  /** Whoever of the staff gets the letter that fits. */
  async somebodyReads(
    fits: (letter: Letter) => boolean,
  ): Promise<{ readonly who: Correspondent; readonly letter: Letter }> {
    const until = performance.now() + limitMs;
    for (;;) {
      const letter = this.parts.office.letters.find(
        (candidate) => fits(candidate) && this.parts.staffName(candidate.to) !== null,
      );
      if (letter) {
        const read = await this.reads(letter.to, (candidate) => candidate === letter);
        return {
          who: { name: this.parts.staffName(letter.to) ?? letter.to, address: letter.to, staff: true },
          letter: read,
        };
      }
      if (performance.now() > until) {
        throw new Error(`nobody of the staff got the mail that should come now`);
      }
      await this.idle();
    }
  }

  async answers(who: Correspondent, letter: Letter, text: string): Promise<void> {
    this.moment(who.name, `answers: ${text.replaceAll('\n', ' / ')}`);
    await this.parts.pillar.answer(who, letter, text);
  }

  /** All that is under way comes to its end. */
  async idle(): Promise<void> {
    await waitUntilIdle(this.parts.db, this.parts.probes, limitMs);
  }

  /** Business time passes, once nothing is under way any more. Without a reason nothing is told of it. */
  async pass(minutes: number, why: string | null): Promise<void> {
    await this.idle();
    const now = await stepClock({
      db: this.parts.db,
      byMs: Math.round(minutes * 60_000),
      idleProbes: this.parts.probes,
    });
    this.parts.moved(now);
    if (why !== null) {
      this.moment('clock', `${span(minutes)} later: ${why}`);
    }
    await this.idle();
  }

  async outcome(number: string): Promise<Outcome> {
    const { rows } = await this.parts.db.query<Outcome>(
      'select number, stage, tag, close_reason as "closeReason" from cases.case_row where number = $1',
      [number],
    );
    const [row] = rows;
    if (!row) {
      throw new Error(`no case ${number}`);
    }
    return row;
  }

  /** Business seconds between two facts of a case; not a number where one of them is missing. */
  async secondsBetween(number: string, from: Fact, until: Fact): Promise<number> {
    await this.idle();
    const { rows } = await this.parts.db.query<{ facts: FactRecord[] }>(
      'select facts from cases.case_row where number = $1',
      [number],
    );
    const at = (fact: Fact): number => Date.parse(rows[0]?.facts.find((record) => record.fact === fact)?.at ?? '');
    return (at(until) - at(from)) / 1_000;
  }
}

function span(minutes: number): string {
  return minutes < 60 ? `${String(Math.round(minutes))} min` : `${String(Math.round(minutes / 6) / 10)} h`;
}

const numberForm = /\d{6}-[A-Z0-9]{1,6}-\d{3,}/u;

/** The case number in a subject; every mail about a case carries it. */
export function numberIn(letter: Letter): string {
  const number = numberForm.exec(letter.subject)?.[0];
  if (number === undefined) {
    throw new Error(`no case number in "${letter.subject}"`);
  }
  return number;
}

export function withoutToken(subject: string): string {
  return subject.replace(/\s*\[[^\]]*·[a-z2-7]{40}\]/u, '');
}

function firstLines(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.slice(0, 3).join('\n');
}
