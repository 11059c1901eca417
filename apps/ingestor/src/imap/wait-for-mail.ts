import type { ImapFlow } from 'imapflow';

/**
 * Waits until the server tells of mail in the open folder (IDLE, RFC 2177; where there is none the library asks now and
 * then), until `limitMs` has passed, or until `signal`. Returns at once when the connection has ended.
 */
export async function waitForMail(client: ImapFlow, limitMs: number, signal: AbortSignal): Promise<void> {
  if (!client.usable || signal.aborted) {
    return;
  }
  const ends: (() => void)[] = [];
  try {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      const onExists = ({ count, prevCount }: { count: number; prevCount: number }): void => {
        if (count > prevCount) {
          resolve();
        }
      };
      client.on('exists', onExists);
      client.once('close', resolve);
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
      ends.push(
        () => {
          clearTimeout(timer);
        },
        () => {
          client.off('exists', onExists);
        },
        () => {
          client.off('close', resolve);
        },
      );
      // Ends when the next command is sent; a refusal or a broken connection is met there.
      client.idle().catch(() => undefined);
    });
  } finally {
    for (const end of ends) {
      end();
    }
  }
}
