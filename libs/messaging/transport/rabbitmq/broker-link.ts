import { AmqpConnectionManagerClass, type ChannelWrapper } from 'amqp-connection-manager';
import type { ConfirmChannel } from 'amqplib';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { TransientFailure } from '#libs/failure/failure.js';
import type { Logger } from '#libs/observability/logger.js';
import { factsOf } from '../../failure-facts.js';

export interface BrokerLinkOptions {
  readonly url: string;
  /** Shown by the broker's own tools: `redress-ingestor consumer`. */
  readonly name: string;
  /** Makes a new channel ready; run again after every reconnection. */
  readonly setup: (channel: ConfirmChannel) => Promise<void>;
  /** The channel is ready, for the first time or again. */
  readonly onReady?: () => void;
  readonly logger: Logger;
  /** Longest wait for the first connection, in ms. */
  readonly connectLimitMs?: number;
}

const heartbeatSeconds = 5;
const reconnectSeconds = 1;
const closeLimitMs = 3_000;

/**
 * One connection with one channel that comes back by itself when either is lost. The channel itself is handed to
 * `setup`: a delivery must be acknowledged on the channel that it came by, and never on its successor.
 */
export class BrokerLink {
  private readonly manager: AmqpConnectionManagerClass;
  private wrapper: ChannelWrapper | null = null;
  private current: ConfirmChannel | null = null;
  private renewal: NodeJS.Timeout | null = null;
  private closing = false;

  constructor(private readonly options: BrokerLinkOptions) {
    this.manager = new AmqpConnectionManagerClass(options.url, {
      heartbeatIntervalInSeconds: heartbeatSeconds,
      reconnectTimeInSeconds: reconnectSeconds,
      // Without noDelay a publisher confirm takes 40 ms.
      connectionOptions: {
        noDelay: true,
        keepAlive: true,
        timeout: 10_000,
        clientProperties: { connection_name: options.name },
      },
    });
  }

  /** The channel in use; null while there is none. */
  get channel(): ConfirmChannel | null {
    return this.current;
  }

  /** Resolves after the first setup. Throws TransientFailure `broker-unreachable` or the setup's own failure. */
  async open(): Promise<void> {
    const { logger, name, connectLimitMs = 30_000 } = this.options;
    const ready = Promise.withResolvers<undefined>();
    let reason: unknown = null;
    this.manager.on('connectFailed', ({ err }) => {
      reason = err;
      logger.warn(
        { connection: name, failure: factsOf(err) },
        'The message broker cannot be reached; connecting again',
      );
    });
    this.manager.on('disconnect', ({ err }) => {
      if (!this.closing) {
        logger.warn(
          { connection: name, failure: factsOf(err) },
          'The connection to the message broker is lost; connecting again',
        );
      }
    });
    this.manager.on('blocked', () => {
      logger.error({ connection: name }, 'The message broker takes no messages: it is short of memory or disk');
    });
    this.wrapper = this.manager.createChannel({
      name,
      confirm: true,
      setup: async (channel: ConfirmChannel) => {
        await this.prepare(channel);
        ready.resolve(undefined);
      },
    });
    this.wrapper.on('error', (error) => {
      ready.reject(error);
      logger.error(
        { connection: name, failure: factsOf(error) },
        'The message broker refuses the queues as the catalogue wants them',
      );
    });
    const limit = setTimeout(() => {
      ready.reject(
        new TransientFailure('broker-unreachable', 'RABBITMQ_URL: the message broker did not answer in time', {
          cause: reason,
        }),
      );
    }, connectLimitMs);
    try {
      await Promise.race([ready.promise, this.manager.connect().then(() => ready.promise)]);
    } catch (error) {
      await this.close();
      throw isRefusal(error)
        ? new ConfigurationFault(['RABBITMQ_URL: the broker refuses this user, password or virtual host'])
        : error;
    } finally {
      clearTimeout(limit);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.renewal !== null) {
      clearTimeout(this.renewal);
    }
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeLimitMs);
    });
    await Promise.race([this.manager.close().catch(() => undefined), limit]);
    clearTimeout(timer);
  }

  private async prepare(channel: ConfirmChannel): Promise<void> {
    channel.on('error', (error) => {
      this.options.logger.warn(
        { connection: this.options.name, failure: factsOf(error) },
        'The message broker closed a channel',
      );
    });
    channel.on('close', () => {
      if (this.current === channel) {
        this.current = null;
      }
      this.renewLater();
    });
    await this.options.setup(channel);
    this.current = channel;
    this.options.onReady?.();
  }

  /** A lost connection comes back by itself; a lost channel on a good connection only with a new connection. */
  private renewLater(): void {
    if (this.closing || this.renewal !== null) {
      return;
    }
    this.renewal = setTimeout(() => {
      this.renewal = null;
      if (!this.closing && this.current === null && this.manager.isConnected()) {
        this.manager.reconnect();
      }
    }, reconnectSeconds * 2_000);
  }
}

/** 403 ACCESS_REFUSED: trying again with the same address cannot help. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && /ACCESS[-_]REFUSED|\b403\b/u.test(error.message);
}
