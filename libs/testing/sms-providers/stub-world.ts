/** A request as a stub sees it. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it came, without ?. */
  readonly search: string;
  readonly header: (name: string) => string;
  readonly host: string;
  readonly body: string;
}

export interface StubAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A message that a provider has taken. */
export interface TakenSms {
  readonly provider: 'twilio' | 'vonage' | 'aliyun' | 'tencent';
  /** The provider's id. */
  readonly id: string;
  /** Ours, where it is told. */
  readonly ours: string | null;
  readonly to: string;
  /** Free text, or the approved code. */
  readonly text: string;
  readonly values: unknown;
  readonly from: string;
  readonly at: Date;
  /** What it says became of it; null: nothing yet. */
  outcome: 'delivered' | 'failed' | null;
}

/** A message to us that a provider could not push. */
export interface WaitingSms {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: Date;
}

/**
 * accept   taken, answered
 * refuse   not taken, answered with `code`
 * hang     taken, no answer
 * cut      taken, connection cut before the answer
 * drop     not taken, connection cut
 * break    taken, answered with 500
 * garbage  taken, answered with what is no answer
 */
export type StubMood =
  | { readonly kind: 'accept' | 'hang' | 'cut' | 'drop' | 'break' | 'garbage' }
  | { readonly kind: 'refuse'; readonly code: string; readonly message?: string };

/** What the stubs of all providers share. */
export class StubWorld {
  readonly taken: TakenSms[] = [];
  readonly waiting: WaitingSms[] = [];
  /** Requests whose credentials or signature did not hold. */
  readonly forged: string[] = [];
  /** Whether questions (lists, queues, records) are answered. */
  answersQuestions = true;
  mood: StubMood = { kind: 'accept' };
  /** Never begun anew: a provider gives no id twice. */
  private serial = 0;

  take(sms: Omit<TakenSms, 'id' | 'at' | 'outcome'>): TakenSms {
    const taken: TakenSms = {
      ...sms,
      id: `${sms.provider}-${String((this.serial += 1))}`,
      at: new Date(performance.timeOrigin + performance.now()),
      outcome: null,
    };
    this.taken.push(taken);
    return taken;
  }

  clear(): void {
    this.taken.length = 0;
    this.waiting.length = 0;
    this.forged.length = 0;
    this.answersQuestions = true;
    this.mood = { kind: 'accept' };
  }
}
