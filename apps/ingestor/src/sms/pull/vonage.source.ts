import { loadVonageRecords, type VonageRecord, type VonageReports } from '#libs/sms/vonage/vonage-records.js';
import { PullFailure, type PullSource } from './pull-source.port.js';

/** Vonage keeps records of both directions; the Reports API costs per record. */
export class VonageSource implements PullSource {
  constructor(
    private readonly access: VonageReports,
    private readonly now: () => Date,
  ) {}

  async *pull(since: Date): AsyncIterable<readonly Buffer[]> {
    yield (await this.load('inbound', since)).map(messageOf);
    yield (await this.load('outbound', since)).map(receiptOf);
  }

  private async load(direction: 'inbound' | 'outbound', since: Date): Promise<VonageRecord[]> {
    const question = { direction, since, until: this.now(), withText: direction === 'inbound' };
    const records = await loadVonageRecords(this.access, question);
    if (records === null) {
      throw new PullFailure(`records ${direction}`);
    }
    return records;
  }
}

function messageOf({ message_id: messageId, from, to, message_body: text }: VonageRecord): Buffer {
  return Buffer.from(JSON.stringify({ messageId, msisdn: from, to, text: text ?? '' }));
}

function receiptOf(record: VonageRecord): Buffer {
  const { message_id: messageId, client_ref: reference, status, error_code: error } = record;
  return Buffer.from(
    JSON.stringify({
      messageId,
      status,
      ...(reference === null ? {} : { 'client-ref': reference }),
      ...(error === null ? {} : { 'err-code': error }),
    }),
  );
}
