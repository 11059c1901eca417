import type { SignatureVerdict } from '../check-signature.js';
import type { SmsProvider, SmsReading, WebhookCall, WebhookRule } from '../sms.provider.js';
import { recordsOfArray } from './call-fields.js';
import { checkSharedSecret } from './check-shared-secret.js';

/** Providers that sign nothing: JSON by POST, one record or an array of them, believed for a secret in the URL. */
export abstract class UnsignedProvider implements SmsProvider {
  abstract readonly name: SmsProvider['name'];
  abstract readonly answer: SmsProvider['answer'];
  readonly methods = ['POST'] as const;

  abstract read(record: Buffer): SmsReading | null;

  check(call: WebhookCall, rule: WebhookRule): SignatureVerdict {
    return checkSharedSecret(call, rule);
  }

  nonceOf(): string | null {
    return null;
  }

  records({ body }: WebhookCall): readonly Buffer[] {
    return recordsOfArray(body);
  }
}
