import { createHmac } from 'node:crypto';

/**
 * Headers of a hand-over as Standard Webhooks has them: id, time stamp in seconds, and a signature for each secret
 * (HMAC-SHA256 over `id.timestamp.body`, base64) so that the receiver may know the old secret or the new. Pure.
 */
export function signHandOver(
  { id, body, secrets }: { readonly id: string; readonly body: Buffer; readonly secrets: readonly string[] },
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64');
    return `v1,${mac}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
