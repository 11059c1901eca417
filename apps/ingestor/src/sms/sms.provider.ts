import type { DataOf } from '#libs/contracts/catalogue.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import type { SignatureVerdict } from './check-signature.js';

/** A webhook call as it came. */
export interface WebhookCall {
  readonly method: 'GET' | 'POST';
  /** As the provider called it, with its query: behind a proxy the entry's public URL. */
  readonly url: string;
  readonly body: Buffer;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** What a call is judged by. */
export interface WebhookRule {
  /** Each of them is good: a provider's secret is changed at its own time. */
  readonly secrets: readonly string[];
  readonly windowSeconds: number;
  readonly signatureMethod: SmsEntry['signatureMethod'];
}

/** One of several messages that carry one long text (GSM 03.40 concatenation). */
export interface SmsPart {
  readonly reference: string;
  readonly total: number;
  /** From 1. */
  readonly index: number;
}

/** A text message, whichever provider carried it. */
export interface IncomingSms {
  readonly kind: 'message';
  /** The provider's own id of the message: its transport identity. Null where it gives none. */
  readonly id: string | null;
  /** As the provider wrote it. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly part: SmsPart | null;
  /** Where the provider gives no id: what makes the message itself, the same whether it was pushed or pulled. */
  readonly mark?: string;
}

/** What a provider says became of a message of ours. */
export interface SmsReceipt {
  readonly kind: 'receipt';
  /** Ids by which our notice may be known: the provider's, and ours where it gives it back. */
  readonly references: readonly string[];
  /** The provider's own code. */
  readonly status: string;
  /** Null: on its way still, nothing to act on. */
  readonly outcome: DataOf<'delivery-report.received'>['reports'][number]['outcome'] | null;
}

export type SmsReading = IncomingSms | SmsReceipt;

/** How one provider proves itself and writes its messages. One class a provider; everything else is common. */
export interface SmsProvider {
  readonly name: SmsEntry['provider'];
  readonly methods: readonly WebhookCall['method'][];
  /** What the provider takes for a yes, always with status 200. */
  readonly answer: { readonly type: string; readonly body: string };
  /** @param now machine time */
  check(call: WebhookCall, rule: WebhookRule, now: Date): SignatureVerdict;
  /** What makes this call different from any other of the same sender; null where the provider has no such thing. */
  nonceOf(call: WebhookCall): string | null;
  /** What is kept of a call, one record for each message that it carries. */
  records(call: WebhookCall): readonly Buffer[];
  /** Null: not in the provider's form. */
  read(record: Buffer): SmsReading | null;
}
