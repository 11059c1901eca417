import type { SignatureVerdict } from './check-signature.js';

/** A webhook call as it came. */
export interface WebhookCall {
  readonly body: Buffer;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** A text message, whichever provider carried it. */
export interface IncomingSms {
  /** The provider's own id of the message: its transport identity. */
  readonly id: string;
  /** As the provider wrote it. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** How one provider proves itself and writes its messages. One class a provider; everything else is common. */
export interface SmsProvider {
  readonly name: string;
  /** @param now machine time */
  check(
    call: WebhookCall,
    rule: { readonly secrets: readonly string[]; readonly windowSeconds: number },
    now: Date,
  ): SignatureVerdict;
  /** What makes this call different from any other of the same sender; null where the provider has no such thing. */
  nonceOf(call: WebhookCall): string | null;
  /** Null: not in the provider's form. */
  read(body: Buffer): IncomingSms | null;
}
