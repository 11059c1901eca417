import { createHmac } from 'node:crypto';

export interface MnsRequest {
  readonly method: 'GET' | 'DELETE';
  /** Path with its query: `/queues/name/messages?waitseconds=0`. */
  readonly resource: string;
  /** RFC 1123. */
  readonly date: string;
  /** Empty without a body. */
  readonly contentType: string;
}

/** Headers of a call of Aliyun's message queue (MNS, version 2015-06-06): HMAC-SHA1 over what it names. Pure. */
export function signMns(
  { method, resource, date, contentType }: MnsRequest,
  key: { readonly id: string; readonly secret: string; readonly token: string },
): Record<string, string> {
  const toSign = [method, '', contentType, date, 'x-mns-version:2015-06-06', resource].join('\n');
  const signature = createHmac('sha1', key.secret).update(toSign, 'utf8').digest('base64');
  return {
    Date: date,
    'x-mns-version': '2015-06-06',
    'security-token': key.token,
    ...(contentType === '' ? {} : { 'Content-Type': contentType }),
    Authorization: `MNS ${key.id}:${signature}`,
  };
}
