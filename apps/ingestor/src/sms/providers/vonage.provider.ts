import type { SignatureVerdict } from '../check-signature.js';
import type { SmsPart, SmsProvider, SmsReading, SmsReceipt, WebhookCall, WebhookRule } from '../sms.provider.js';
import { callFields, firstOf, type CallFields } from './call-fields.js';
import { sameText } from './same-text.js';
import { readVonageToken, signVonage } from './sign-vonage.js';

const outcomes: Readonly<Record<string, NonNullable<SmsReceipt['outcome']>>> = {
  delivered: 'delivered',
  read: 'delivered',
  failed: 'failed-hard',
  rejected: 'failed-hard',
  expired: 'failed-hard',
  undeliverable: 'failed-hard',
  deleted: 'failed-hard',
};

/**
 * Vonage: the SMS API signs its fields (`sig`, GET or POST), the Messages API its body (a token in Authorization).
 * Both carry their time and a nonce.
 */
export class VonageProvider implements SmsProvider {
  readonly name = 'vonage';
  readonly methods = ['GET', 'POST'] as const;
  readonly answer = { type: 'text/plain', body: '' };

  check(call: WebhookCall, rule: WebhookRule, now: Date): SignatureVerdict {
    const issued = this.issuedAt(call, rule);
    if (typeof issued === 'string') {
      return issued;
    }
    return Math.abs(now.getTime() / 1_000 - issued) <= rule.windowSeconds ? 'holds' : 'signature-stale';
  }

  nonceOf(call: WebhookCall): string | null {
    const token = tokenOf(call);
    const fields = callFields(recordOf(call));
    if (fields?.has('sig') !== true && token !== null) {
      const [, payload = ''] = token.split('.');
      return callFields(Buffer.from(payload, 'base64url'))?.get('jti') ?? null;
    }
    return fields?.get('nonce') ?? null;
  }

  records(call: WebhookCall): readonly Buffer[] {
    return [recordOf(call)];
  }

  read(record: Buffer): SmsReading | null {
    const fields = callFields(record);
    const id = fields && firstOf(fields, 'messageId', 'message_uuid');
    if (!fields || id === null) {
      return null;
    }
    const from = firstOf(fields, 'msisdn', 'from');
    const text = fields.get('text');
    if (text !== undefined && from !== null) {
      return { kind: 'message', id, from, to: fields.get('to') ?? '', text, part: partOf(fields) };
    }
    const status = firstOf(fields, 'status');
    const ours = firstOf(fields, 'client-ref', 'client_ref');
    return status === null
      ? null
      : {
          kind: 'receipt',
          references: ours === null ? [id] : [id, ours],
          status: firstOf(fields, 'err-code') ?? status,
          outcome: outcomes[status.toLowerCase()] ?? null,
        };
  }

  /** Unix seconds at which the provider signed; else what is wrong. */
  private issuedAt(call: WebhookCall, rule: WebhookRule): number | Exclude<SignatureVerdict, 'holds'> {
    const fields = callFields(recordOf(call));
    const given = fields?.get('sig');
    if (fields && given !== undefined) {
      const made = rule.secrets.filter((secret) => sameText(given, signVonage(rule.signatureMethod, secret, fields)));
      return made.length > 0 ? Number(fields.get('timestamp')) : 'signature-wrong';
    }
    const token = tokenOf(call);
    return token === null
      ? 'signature-missing'
      : (readVonageToken(token, rule.secrets, call.body)?.issuedAt ?? 'signature-wrong');
  }
}

function recordOf({ method, url, body }: WebhookCall): Buffer {
  return method === 'GET' ? Buffer.from(url.includes('?') ? url.slice(url.indexOf('?') + 1) : '') : body;
}

function tokenOf({ header }: WebhookCall): string | null {
  return /^Bearer\s+(?<token>\S+)$/iu.exec(header('authorization') ?? '')?.groups?.['token'] ?? null;
}

function partOf(fields: CallFields): SmsPart | null {
  const [reference, total, index] = ['concat-ref', 'concat-total', 'concat-part'].map((name) => fields.get(name));
  return fields.get('concat') === 'true' && reference !== undefined
    ? { reference, total: Number(total), index: Number(index) }
    : null;
}
