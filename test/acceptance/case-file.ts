import type { Letter } from '#apps/cli/src/demo/town/post-office.js';
import type { SentSms } from '#apps/cli/src/demo/town/sms-office.js';
import type { Fact, FactRecord } from '#libs/contracts/vocabulary.js';
import type { TestDatabase } from '#libs/testing/test-database.js';

/** A case as the database has it. */
export interface CaseRow {
  readonly id: string;
  readonly number: string;
  readonly presetId: string;
  readonly presetVersion: string;
  readonly channel: string;
  readonly origin: string;
  readonly unit: string;
  readonly stage: string;
  readonly tag: string | null;
  readonly clauses: readonly string[];
  readonly category: string | null;
  readonly urgent: boolean;
  readonly marks: readonly string[];
  readonly department: string | null;
  readonly handler: string | null;
  readonly closeReason: string | null;
  readonly question: { readonly about: string } | null;
  readonly facts: readonly FactRecord[];
  readonly receivedAt: Date;
}

/** A limit as the watchdog has it. */
export interface DeadlineRow {
  readonly milestone: string;
  readonly clause: string;
  readonly from: Date;
  readonly due: Date | null;
  readonly satisfied: Date | null;
  readonly missed: boolean;
  readonly superseded: boolean;
}

/** What a case file asks of the company whose case it is. */
export interface LetterBoxes {
  readonly letters: readonly Letter[];
  readonly texts: readonly SentSms[];
  /** In whose name letters about cases of a preset go out. */
  senderOf(preset: string): string;
  isStaff(address: string): boolean;
}

/** One case of the company under test: what is on record of it, and the letters about it. */
export class CaseFile {
  constructor(
    private readonly company: LetterBoxes,
    private readonly database: TestDatabase,
    readonly id: string,
  ) {}

  async row(): Promise<CaseRow> {
    const { rows } = await this.database.query<CaseRow>(
      `select id, number, preset_id as "presetId", preset_version as "presetVersion", channel, origin, unit, stage, tag, clauses, category, urgent, marks, department, handler,
              close_reason as "closeReason", question, facts, received_at as "receivedAt"
         from cases.case_row where id = $1`,
      [this.id],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new Error(`no case ${this.id}`);
    }
    return row;
  }

  async number(): Promise<string> {
    return (await this.row()).number;
  }

  /** Business instant of the latest record of a fact; null without one. */
  async at(fact: Fact): Promise<Date | null> {
    const records = (await this.row()).facts.filter((record) => record.fact === fact);
    const last = records.at(-1);
    return last === undefined ? null : new Date(last.at);
  }

  /** Business seconds between two facts; not a number where one is missing. */
  async secondsBetween(from: Fact, until: Fact): Promise<number> {
    const [start, end] = [await this.at(from), await this.at(until)];
    return start && end ? (end.getTime() - start.getTime()) / 1_000 : Number.NaN;
  }

  async deadlines(milestone: string): Promise<DeadlineRow[]> {
    const { rows } = await this.database.query<DeadlineRow>(
      `select milestone, clause, from_at as "from", due_at as "due", satisfied_at as "satisfied", missed, superseded
         from watch.deadline where case_id = $1 and milestone = $2 order by from_at`,
      [this.id, milestone],
    );
    return rows;
  }

  /** The limit of a milestone that counts now. Throws where there is none or more than one. */
  async deadline(milestone: string): Promise<DeadlineRow> {
    const found = (await this.deadlines(milestone)).filter((row) => !row.superseded);
    const [row] = found;
    if (row === undefined || found.length > 1) {
      throw new Error(`${String(found.length)} limits of ${milestone}`);
    }
    return row;
  }

  /** Due instant of a milestone in Shanghai, as people write it: `2026-11-26 09:00`. */
  async due(milestone: string): Promise<string | null> {
    const { due } = await this.deadline(milestone);
    return due === null ? null : shanghai(due);
  }

  async events(): Promise<string[]> {
    const { rows } = await this.database.query<{ event: string }>(
      'select event from cases.history where case_id = $1 order by seq',
      [this.id],
    );
    return rows.map(({ event }) => event);
  }

  /** Every letter about the case, in the order in which they were told. */
  async letters(word = ''): Promise<Letter[]> {
    const about = await this.correspondence();
    return about.filter((letter) => letter.subject.includes(word) || letter.text.includes(word));
  }

  /** The newest letter to somebody of the staff whose subject has the word. */
  async staffLetter(word: string): Promise<Letter> {
    return this.newest(word, (to) => this.company.isStaff(to));
  }

  /** The newest letter to a complainant whose subject has the word. */
  async customerLetter(word: string): Promise<Letter> {
    return this.newest(word, (to) => !this.company.isStaff(to));
  }

  /** The newest letter to one address whose subject has the word. */
  async letterTo(address: string, word: string): Promise<Letter> {
    return this.newest(word, (to) => to === address);
  }

  async texts(): Promise<SentSms[]> {
    const number = await this.number();
    return this.company.texts.filter((sms) => (sms.text ?? '').includes(number));
  }

  /** Whoever got letters about the case, each once. */
  async readers(word = ''): Promise<string[]> {
    return [...new Set((await this.letters(word)).map((letter) => letter.to))];
  }

  /** Two presets may give the same number: the sender tells them apart. */
  private async correspondence(): Promise<readonly Letter[]> {
    const { number, presetId } = await this.row();
    const sender = this.company.senderOf(presetId);
    return this.company.letters.filter(
      (letter) => letter.subject.includes(number) && letter.mail.from?.address === sender,
    );
  }

  private async newest(word: string, fits: (to: string) => boolean): Promise<Letter> {
    const about = await this.correspondence();
    const letter = about.findLast((candidate) => fits(candidate.to) && candidate.subject.includes(word));
    if (letter === undefined) {
      throw new Error(
        `no letter "${word}" about ${await this.number()}; there are: ${about.map(describe).join(' | ')}`,
      );
    }
    return letter;
  }
}

/** An instant on the clocks of Shanghai. */
export function shanghai(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function describe(letter: Letter): string {
  return `${letter.to}: ${letter.subject.replace(/\s*\[[^\]]*\]/u, '')}`;
}
