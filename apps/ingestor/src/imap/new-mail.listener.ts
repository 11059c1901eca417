import type { ImapFlow } from 'imapflow';

/**
 * Hears that there is more mail in the open folder. It listens from the beginning of the connection: servers tell of new
 * mail in the answer to any command (RFC 9051 7.4.1), not only while somebody waits for it.
 */
export class NewMailListener {
  private heard = false;
  private onHeard: (() => void) | null = null;

  /** @param news `poll`: the server's promise to tell is worth nothing, or there is none */
  constructor(
    private readonly client: ImapFlow,
    private readonly news: 'idle' | 'poll',
  ) {
    client.on('exists', ({ count, prevCount }) => {
      if (count > prevCount) {
        this.heard = true;
        this.onHeard?.();
      }
    });
  }

  /** What is told from here on has not been looked at. */
  beginLook(): void {
    this.heard = false;
  }

  /**
   * Waits for news that came after `beginLook` (IDLE, RFC 2177; where there is none the library asks now and then), at
   * most `limitMs`, and no longer than the connection lasts or `signal` is quiet.
   */
  async wait(limitMs: number, signal: AbortSignal): Promise<void> {
    const { client } = this;
    if (this.heard || !client.usable || signal.aborted) {
      return;
    }
    let end = (): void => undefined;
    await new Promise<void>((resolve) => {
      const stop = (): void => {
        resolve();
      };
      const timer = setTimeout(stop, limitMs);
      this.onHeard = stop;
      client.once('close', stop);
      signal.addEventListener('abort', stop, { once: true });
      end = () => {
        clearTimeout(timer);
        this.onHeard = null;
        client.off('close', stop);
        signal.removeEventListener('abort', stop);
      };
      if (this.news === 'idle') {
        // Ends when the next command is sent; a refusal or a broken connection is met there.
        client.idle().catch(() => undefined);
      }
    });
    end();
  }
}
