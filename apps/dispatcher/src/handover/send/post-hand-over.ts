/** What became of one attempt. */
export type PostResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'unanswered'; readonly why: 'timeout' | 'unreachable' };

/**
 * Hands a body over. Redirects are not followed: names would go to somewhere that nobody has configured. Only the status
 * is read of the answer. Never throws.
 */
export async function postHandOver(
  url: string,
  { body, headers, deadlineMs }: { body: Buffer; headers: Readonly<Record<string, string>>; deadlineMs: number },
): Promise<PostResult> {
  const late = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'redress' },
      body: new Uint8Array(body),
      signal: late,
    });
    await response.body?.cancel().catch(() => undefined);
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      kind: 'answered',
      status: response.status,
      retryAfterSeconds: Number.isFinite(wait) && wait >= 0 ? wait : null,
    };
  } catch {
    return { kind: 'unanswered', why: late.aborted ? 'timeout' : 'unreachable' };
  }
}
