import { z } from 'zod';
import type { OpinionFailure } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';

export type EndpointAnswer =
  | { readonly kind: 'body'; readonly body: string }
  | {
      readonly kind: 'failed';
      readonly code: Extract<
        OpinionFailure,
        | 'timeout'
        | 'unreachable'
        | 'untrusted'
        | 'redirected'
        | 'rate-limited'
        | 'server-error'
        | 'refused'
        | 'too-large'
      >;
    };

/** An answer by schema has a few hundred bytes. */
const mostBytes = 256 * 1024;

/**
 * Posts one request. Never throws: whatever the other side does ends in a code. `limitMs` is for the whole exchange, to
 * the last byte. Redirects are not followed: the text is meant for the configured place only.
 */
export async function askEndpoint(
  { url, key }: Pick<OpinionSettings, 'url' | 'key'>,
  request: unknown,
  limitMs: number,
): Promise<EndpointAnswer> {
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(limitMs)));
  let response: Response | null = null;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(request),
      signal,
    });
    const code = failureOf(response.status);
    if (code !== null) {
      return { kind: 'failed', code };
    }
    const body = await readUpTo(response, mostBytes);
    return body === null ? { kind: 'failed', code: 'too-large' } : { kind: 'body', body };
  } catch (error) {
    return { kind: 'failed', code: signal.aborted ? 'timeout' : isUntrusted(error) ? 'untrusted' : 'unreachable' };
  } finally {
    // What was not read must not keep the connection.
    await cancel(response);
  }
}

function failureOf(status: number): Exclude<EndpointAnswer, { kind: 'body' }>['code'] | null {
  if (status >= 200 && status < 300) {
    return null;
  }
  if (status >= 300 && status < 400) {
    return 'redirected';
  }
  if (status === 429) {
    return 'rate-limited';
  }
  return status >= 500 || status === 408 ? 'server-error' : 'refused';
}

/** How fetch says what happened on the wire. */
const WithCause = z.object({ cause: z.object({ code: z.string() }) });

/** Codes of OpenSSL and Node about a certificate: self-signed, run out, of another host, by an unknown authority. */
function isUntrusted(error: unknown): boolean {
  const { data } = WithCause.safeParse(error);
  return /CERT|^UNABLE_TO_/u.test(data?.cause.code ?? '');
}

async function cancel(response: Response | null): Promise<void> {
  if (response?.body?.locked === false) {
    await response.body.cancel().catch(() => undefined);
  }
}

/** The body as text; null when it is longer. */
async function readUpTo(response: Response, most: number): Promise<string | null> {
  // The type of the platform leaves open what a body is made of.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const parts: Uint8Array[] = [];
  for (let length = 0; reader !== undefined;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.byteLength;
    if (length > most) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    parts.push(value);
  }
  return Buffer.concat(parts).toString('utf8');
}
