import type { SignatureVerdict } from '../check-signature.js';
import type { WebhookCall, WebhookRule } from '../sms.provider.js';
import { sameText } from './same-text.js';

/**
 * For providers that sign nothing: a secret that only they were told, at the end of the URL (`?secret=…`) or in the
 * header X-Redress-Secret. Together with the entry's list of sources. Any candidate is good.
 */
export function checkSharedSecret({ url, header }: WebhookCall, { secrets }: WebhookRule): SignatureVerdict {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const given = header('x-redress-secret') ?? new URLSearchParams(query).get('secret') ?? '';
  if (given === '') {
    return 'signature-missing';
  }
  return secrets.filter((secret) => sameText(given, secret)).length > 0 ? 'holds' : 'signature-wrong';
}
