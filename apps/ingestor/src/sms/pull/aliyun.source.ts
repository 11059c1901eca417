import { z } from 'zod';
import { callAliyun, type AliyunAccess } from '#libs/sms/aliyun/call-aliyun.js';
import { deleteMns, receiveMns, type MnsAccess } from '#libs/sms/aliyun/mns-queue.js';
import { PullFailure, type PullSource } from './pull-source.port.js';

export interface AliyunQueues extends AliyunAccess {
  readonly queueUrl: string;
  readonly queues: Readonly<Partial<Record<'SmsUp' | 'SmsReport', string | undefined>>>;
}

const Token = z.object({
  MessageTokenDTO: z.object({ AccessKeyId: z.string(), AccessKeySecret: z.string(), SecurityToken: z.string() }),
});
const mostBatches = 500;

/** Aliyun's queues (MNS): a message stays in its queue until it is deleted, which is after we have kept it. */
export class AliyunSource implements PullSource {
  constructor(private readonly access: AliyunQueues) {}

  async *pull(): AsyncIterable<readonly Buffer[]> {
    for (const type of ['SmsUp', 'SmsReport'] as const) {
      const queue = this.access.queues[type];
      if (queue !== undefined) {
        yield* this.queue(await this.open(type, queue));
      }
    }
  }

  private async *queue(access: MnsAccess): AsyncIterable<readonly Buffer[]> {
    for (let round = 0; round < mostBatches; round += 1) {
      const messages = await receiveMns(access);
      if (messages === null) {
        throw new PullFailure('queue');
      }
      if (messages.length === 0) {
        return;
      }
      yield messages.map(({ body }) => body);
      for (const { handle } of messages) {
        await deleteMns(access, handle);
      }
    }
  }

  private async open(type: string, queue: string): Promise<MnsAccess> {
    const answer = await callAliyun(this.access, {
      action: 'QueryTokenForMnsQueue',
      version: '2017-05-25',
      query: { MessageType: type, QueueName: queue },
    });
    const token = answer.kind === 'said' ? Token.safeParse(answer.body).data?.MessageTokenDTO : undefined;
    if (token === undefined) {
      throw new PullFailure(`token ${answer.kind === 'said' ? answer.code : answer.kind}`);
    }
    const { queueUrl: baseUrl, deadlineMs, now } = this.access;
    const key = { id: token.AccessKeyId, secret: token.AccessKeySecret, token: token.SecurityToken };
    return { baseUrl, queue, key, deadlineMs, now };
  }
}
