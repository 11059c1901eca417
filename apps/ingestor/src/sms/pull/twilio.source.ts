import { listTwilioMessages, type TwilioAccess, type TwilioList } from '#libs/sms/twilio/call-twilio.js';
import type { TwilioMessage } from '#libs/sms/twilio/twilio-message.schema.js';
import { PullFailure, type PullSource } from './pull-source.port.js';

const pageSize = '200';
/** What is beyond comes with the next round, which begins where this one ended. */
const mostPages = 200;
const finalStates = ['delivered', 'undelivered', 'failed', 'read'];

/** Twilio keeps every message: its list since we were last there, both what people wrote and what became of ours. */
export class TwilioSource implements PullSource {
  constructor(private readonly access: TwilioAccess) {}

  async *pull(since: Date): AsyncIterable<readonly Buffer[]> {
    const filter = { 'DateSent>': `${since.toISOString().slice(0, 19)}Z`, PageSize: pageSize };
    let list: TwilioList | null = await listTwilioMessages(this.access, { filter });
    for (let page = 1; ; page += 1) {
      if (list === null) {
        throw new PullFailure('list of messages');
      }
      yield list.messages.flatMap((message) => recordOf(message) ?? []);
      if (list.next === null) {
        return;
      }
      if (page >= mostPages) {
        throw new PullFailure('too many messages for one round');
      }
      list = await listTwilioMessages(this.access, { next: list.next });
    }
  }
}

/** As Twilio pushes it: a form; null: nothing that it would have pushed. */
function recordOf(message: TwilioMessage): Buffer | null {
  const { sid, from, to, body, status, direction, error_code: error } = message;
  if (direction === 'inbound') {
    return form({ MessageSid: sid, From: from ?? '', To: to ?? '', Body: body ?? '' });
  }
  return finalStates.includes(status)
    ? form({ MessageSid: sid, MessageStatus: status, ...(error === null ? {} : { ErrorCode: String(error) }) })
    : null;
}

function form(fields: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(new URLSearchParams(fields).toString());
}
