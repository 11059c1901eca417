import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { TransientFailure } from '#libs/failure/failure.js';
import type { Incoming } from '../../inbox/inbox.js';
import { MessageServer, type MessageServerParts } from '../message.server.js';
import { BrokerLink } from './broker-link.js';
import { assertTopology, deadQueueOf, queueOf } from './topology.js';

interface Consumer {
  readonly channel: ConfirmChannel;
  readonly tag: string;
}

/**
 * Takes messages from the service's quorum queue, each acknowledged once the inbox has it, and empties its dead-letter
 * queue into the inbox, so that there is one place to look. Nothing is ever put back with `nack`.
 */
export class RabbitmqServer extends MessageServer {
  private readonly link: BrokerLink;
  private consumers: Consumer[] = [];

  constructor(parts: MessageServerParts, url: string) {
    super(parts);
    this.link = new BrokerLink({
      url,
      name: `redress-${this.settings.service} consumer`,
      logger: this.log,
      setup: (channel) => this.consume(channel),
    });
  }

  protected override async connect(): Promise<void> {
    await this.link.open();
  }

  protected override async stopDeliveries(): Promise<void> {
    const consumers = this.consumers.filter(({ channel }) => channel === this.link.channel);
    this.consumers = [];
    await Promise.all(consumers.map(({ channel, tag }) => channel.cancel(tag)));
  }

  protected override async disconnect(): Promise<void> {
    await this.link.close();
  }

  override assertConnected(): void {
    if (this.link.channel === null) {
      throw new TransientFailure('broker-unreachable', 'The message broker is not connected');
    }
  }

  private async consume(channel: ConfirmChannel): Promise<void> {
    const { service, concurrency } = this.settings;
    await assertTopology(channel);
    await channel.prefetch(concurrency);
    if (this.stopping) {
      return;
    }
    const main = await channel.consume(queueOf(service), (message) => {
      this.accept(channel, message, message?.fields.redelivered === true ? 'repeated' : 'first');
    });
    const dead = await channel.consume(deadQueueOf(service), (message) => {
      this.accept(channel, message, 'undeliverable');
    });
    this.consumers = [main, dead].map(({ consumerTag }) => ({ channel, tag: consumerTag }));
  }

  private accept(channel: ConfirmChannel, message: ConsumeMessage | null, delivery: Incoming['delivery']): void {
    if (message === null) {
      // The broker cancelled the subscription (its queue moved or was deleted): a new channel subscribes again.
      channel.close().catch(() => undefined);
      return;
    }
    this.take({ body: bodyOf(message.content), delivery }).then(
      () => {
        acknowledge(channel, message);
      },
      () => undefined, // not recorded: it stays unacknowledged, and the broker delivers it again when the channel closes
    );
  }
}

function bodyOf(content: Buffer): unknown {
  const text = content.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function acknowledge(channel: ConfirmChannel, message: ConsumeMessage): void {
  try {
    channel.ack(message);
  } catch {
    // The channel closed meanwhile: the message comes again and is known.
  }
}
