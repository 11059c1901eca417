import { z } from 'zod';
import { callTencent, type TencentAccess } from '#libs/sms/tencent/call-tencent.js';
import { PullFailure, type PullSource } from './pull-source.port.js';

/** Its queues give an entry once and forget it: what a crash between their answer and our commit loses is no more than this. */
const batch = 10;
const mostBatches = 500;

const Replies = z.object({
  PullSmsReplyStatusSet: z.array(
    z.object({
      CountryCode: z.string().default('86'),
      SubscriberNumber: z.string(),
      ExtendCode: z.string().default(''),
      SignName: z.string().default(''),
      ReplyContent: z.string(),
      ReplyTime: z.number(),
    }),
  ),
});
const Statuses = z.object({
  PullSmsSendStatusSet: z.array(
    z.object({
      CountryCode: z.string().default('86'),
      SubscriberNumber: z.string(),
      SerialNo: z.string(),
      ReportStatus: z.string(),
      Description: z.string().nullish(),
      SessionContext: z.string().nullish(),
    }),
  ),
});

/** Tencent's two queues, of replies and of receipts; Tencent must switch them on for the application. */
export class TencentSource implements PullSource {
  constructor(private readonly access: TencentAccess) {}

  async *pull(): AsyncIterable<readonly Buffer[]> {
    yield* this.queue('PullSmsReplyStatus', (body) =>
      readable(Replies, body).PullSmsReplyStatusSet.map((reply) => ({
        extend: reply.ExtendCode,
        mobile: reply.SubscriberNumber,
        nationcode: reply.CountryCode,
        sign: reply.SignName,
        text: reply.ReplyContent,
        time: reply.ReplyTime,
      })),
    );
    yield* this.queue('PullSmsSendStatus', (body) =>
      readable(Statuses, body).PullSmsSendStatusSet.map((status) => ({
        mobile: status.SubscriberNumber,
        nationcode: status.CountryCode,
        report_status: status.ReportStatus,
        errmsg: status.Description ?? '',
        sid: status.SerialNo,
        ext: status.SessionContext ?? '',
      })),
    );
  }

  private async *queue(
    action: string,
    recordsOf: (body: Record<string, unknown>) => readonly object[],
  ): AsyncIterable<readonly Buffer[]> {
    for (let round = 0; round < mostBatches; round += 1) {
      const answer = await callTencent(this.access, action, { Limit: batch });
      if (answer.kind !== 'said') {
        throw new PullFailure(`${action} ${answer.kind === 'refused' ? answer.code : answer.kind}`);
      }
      const records = recordsOf(answer.body).map((record) => Buffer.from(JSON.stringify(record)));
      yield records;
      if (records.length < batch) {
        return;
      }
    }
  }
}

function readable<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const { data } = schema.safeParse(body);
  if (data === undefined) {
    throw new PullFailure('unreadable answer');
  }
  return data;
}
