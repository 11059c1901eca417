import { exchange, jsonOf, type Exchange } from '../http/exchange.js';
import { TwilioMessage, TwilioPage } from './twilio-message.schema.js';

export interface TwilioAccess {
  /** `https://api.twilio.com`; a stub in tests. */
  readonly baseUrl: string;
  readonly accountSid: string;
  /** Basic authentication: account SID and auth token, or an API key and its secret. */
  readonly user: string;
  readonly secret: string;
  readonly deadlineMs: number;
}

/**
 * created  the message is on Twilio's books
 * refused  Twilio's own no: `code` is its error code, null where it gave none
 * other    anything else came
 */
export type TwilioAnswer =
  | { readonly kind: 'created'; readonly message: TwilioMessage }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null }
  | { readonly kind: 'other'; readonly status: number }
  | Exclude<Exchange, { kind: 'answered' }>;

/** POST Messages.json. Never throws. */
export async function createTwilioMessage(
  access: TwilioAccess,
  fields: Readonly<Record<string, string>>,
): Promise<TwilioAnswer> {
  const result = await exchange(
    {
      method: 'POST',
      url: messagesUrl(access),
      headers: { ...authorization(access), 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    },
    access.deadlineMs,
  );
  if (result.kind !== 'answered') {
    return result;
  }
  const { status } = result;
  if (status === 200 || status === 201) {
    const { data } = TwilioMessage.safeParse(jsonOf(result));
    return data === undefined ? { kind: 'other', status } : { kind: 'created', message: data };
  }
  return status >= 400 && status < 500
    ? { kind: 'refused', status, code: codeOf(jsonOf(result)) }
    : { kind: 'other', status };
}

export interface TwilioList {
  readonly messages: readonly TwilioMessage[];
  /** Url of the next page; null on the last. */
  readonly next: string | null;
}

/** A page of messages, newest first; null when it could not be had. */
export async function listTwilioMessages(
  access: TwilioAccess,
  page: { readonly filter: Readonly<Record<string, string>> } | { readonly next: string },
): Promise<TwilioList | null> {
  const url = 'next' in page ? page.next : `${messagesUrl(access)}?${new URLSearchParams(page.filter).toString()}`;
  const result = await exchange({ method: 'GET', url, headers: authorization(access) }, access.deadlineMs);
  if (result.kind !== 'answered' || result.status !== 200) {
    return null;
  }
  const { data } = TwilioPage.safeParse(jsonOf(result));
  if (data === undefined) {
    return null;
  }
  const { messages, next_page_uri: path } = data;
  return { messages, next: path === null ? null : `${new URL(access.baseUrl).origin}${path}` };
}

function messagesUrl({ baseUrl, accountSid }: TwilioAccess): string {
  return `${new URL(baseUrl).origin}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
}

function authorization({ user, secret }: TwilioAccess): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` };
}

function codeOf(body: unknown): number | null {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number'
    ? body.code
    : null;
}
