import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, ingestorSets, plainPlan } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const form = (changes: object = {}): object => ({
  subject: '地下车库',
  text: '车位被占三天，物业说管不了。',
  complainant: { name: '王女士', mail: 'Wang@Example.org', phone: '138-0000-1111' },
  attachments: [{ name: '车位.jpg', type: 'image/jpeg', content: photo.toString('base64') }],
  ...changes,
});

async function post(
  url: string | null,
  body: object | string,
  { key = 'website-key', idempotency = 'form-1' }: { key?: string; idempotency?: string } = {},
): Promise<Response> {
  return fetch(`${url ?? ''}/intake/complaints`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key}`,
      ...(idempotency === '' ? {} : { 'idempotency-key': idempotency }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('complaints by form', () => {
  it('are on record when the website is told so, with contact and photo in the vault (PG-7, PC-9.1)', async () => {
    const { url } = await bench.start();
    const response = await post(url, form());
    expect(response.status).toBe(202);
    const receipt = (await response.json()) as { delivery: string; receivedAt: string };
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ id: receipt.delivery, transport: 'form', point: 'website', outcome: 'complaint' });
    expect(row?.received_at.toISOString()).toBe(receipt.receivedAt);
    const [message] = await bench.outbox();
    expect(message?.envelope.data).toMatchObject({ channel: 'web', origin: 'website', attachments: 1 });
    expect(StoredMessage.parse(await bench.message(receipt.delivery))).toMatchObject({
      from: { address: '+8613800001111', name: '王女士' },
      replyTo: { address: 'wang@example.org' },
      subject: '地下车库',
      attachments: [{ name: '车位.jpg', type: 'image/jpeg', size: 7 }],
    });
  });

  it('of staff carry the complainant as party and the channel staff (PG-15, PG-16)', async () => {
    const { url } = await bench.start();
    await post(url, form({ attachments: [] }), { key: 'staff-key' });
    await bench.settled(1);
    expect((await bench.outbox())[0]?.envelope.data).toMatchObject({
      channel: 'staff',
      origin: 'phone',
      unit: 'yunhu',
    });
  });

  it('without a complainant are anonymous complaints (SI-16)', async () => {
    const { url } = await bench.start();
    const response = await post(url, { text: '有人在楼道里给电动车充电。' });
    expect(response.status).toBe(202);
    const [row] = await bench.settled(1);
    expect(StoredMessage.parse(await bench.message(row?.id ?? ''))).toMatchObject({ from: null, replyTo: null });
  });

  it('sent again with the same Idempotency-Key get the same receipt and make no second complaint', async () => {
    const { url } = await bench.start();
    const first: unknown = await (await post(url, form())).json();
    const again = await post(url, form());
    expect([again.status, await again.json()]).toEqual([202, first]);
    await bench.settled(1);
    expect(await bench.outbox()).toHaveLength(1);
  });

  it('with other content under a used Idempotency-Key are refused, and with a new key taken', async () => {
    const { url } = await bench.start();
    await post(url, form());
    expect((await post(url, form({ text: '另一件事。' }))).status).toBe(422);
    expect((await post(url, form({ text: '另一件事。' }), { idempotency: 'form-2' })).status).toBe(202);
    await bench.settled(2);
  });

  it('need a key of the plan and an Idempotency-Key', async () => {
    const { url } = await bench.start();
    expect((await post(url, form(), { key: 'guessed' })).status).toBe(401);
    expect((await post(url, form(), { idempotency: '' })).status).toBe(400);
    expect(await bench.ledger()).toEqual([]);
  });

  it('come as fast as the plan allows, and are asked to wait beyond that (429)', async () => {
    const { url } = await bench.start(
      plainPlan.replace('apiKeys: [{ env: WEBSITE_KEY }]', 'apiKeys: [{ env: WEBSITE_KEY }], perMinute: 2'),
    );
    const statuses: number[] = [];
    for (const idempotency of ['a', 'b', 'c']) {
      const response = await post(url, form({ text: `第${idempotency}件` }), { idempotency });
      statuses.push(response.status);
      expect(response.headers.get('retry-after')).toBe(response.status === 429 ? '30' : null);
    }
    expect(statuses).toEqual([202, 202, 429]);
    expect((await post(url, form(), { key: 'staff-key', idempotency: 'd' })).status).toBe(202);
    await bench.settled(3);
  });

  it('are described by an OpenAPI document and a page, made from what bodies are checked with', async () => {
    const { url } = await bench.start();
    const api = (await (await fetch(`${url ?? ''}/intake/openapi.json`)).json()) as {
      openapi: string;
      components: { schemas: { Complaint: { required: string[]; properties: object; additionalProperties: boolean } } };
    };
    expect(api.openapi).toBe('3.1.0');
    expect(api.components.schemas.Complaint).toMatchObject({ required: ['text'], additionalProperties: false });
    expect(Object.keys(api.components.schemas.Complaint.properties)).toEqual([
      'text',
      'subject',
      'complainant',
      'attachments',
    ]);
    const page = await fetch(`${url ?? ''}/intake/docs`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('/intake/complaints');
  });

  it('in another form are refused with what is wrong and where, never with the value', async () => {
    const { url } = await bench.start();
    const response = await post(
      url,
      form({ text: ' ', complainant: { name: '王女士', mail: 'not a mail' }, extra: 1 }),
    );
    expect(response.status).toBe(422);
    const answer = JSON.stringify(await response.json());
    expect(answer).toContain('complainant.mail: must be a mail address');
    expect(answer).toContain('text: ');
    expect(answer).not.toContain('王女士');
    expect((await post(url, 'not json')).status).toBe(422);
  });
});
