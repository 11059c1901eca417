/** One request to a provider. */
export interface ProviderRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * answered    status and the whole body came
 * unreached   not a byte of the request went out: what was asked for has not happened
 * unanswered  it went out, and no whole answer came: what was asked for may have happened
 */
export type Exchange =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'unreached'; readonly detail: string }
  | { readonly kind: 'unanswered'; readonly detail: string };

/** Failures before a byte of the request was out. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** No answer of a provider is longer; what is longer is none. */
const mostBytes = 4 * 1024 * 1024;

/** Asks a provider once, with one limit for everything. Never throws; follows no redirects, so that no key goes elsewhere. */
export async function exchange(request: ProviderRequest, deadlineMs: number): Promise<Exchange> {
  const { method, url, headers, body } = request;
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    });
    return { kind: 'answered', status: response.status, text: await readText(response) };
  } catch (error) {
    const detail = codeOf(error);
    return neverReached.has(detail) ? { kind: 'unreached', detail } : { kind: 'unanswered', detail };
  }
}

/** JSON of an answer; null where it is none. */
export function jsonOf({ text }: { readonly text: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const piece = Buffer.from(chunk as Uint8Array);
    length += piece.length;
    if (length > mostBytes) {
      throw new Error('answer too long');
    }
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Node puts the socket's error behind `cause`. Read by shape: an error of another realm is no `instanceof Error`. */
function codeOf(error: unknown): string {
  const cause = fieldOf(error, 'cause') ?? error;
  const code = fieldOf(cause, 'code');
  const name = fieldOf(cause, 'name');
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown error';
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && field in value
    ? (value as Record<string, unknown>)[field]
    : undefined;
}
