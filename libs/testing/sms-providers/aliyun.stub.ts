import { signAcs3 } from '#libs/sms/aliyun/sign-acs3.js';
import { signMns } from '#libs/sms/aliyun/sign-mns.js';
import type { StubAnswer, StubRequest, StubWorld, WaitingSms } from './stub-world.js';

export const aliyunAccess = { id: 'aliyun-id', secret: 'aliyun-secret' } as const;

/** Aliyun's OpenAPI: SendSms and QuerySendDetails of Dysmsapi; null: not for it. */
export function answerAliyun(request: StubRequest, world: StubWorld): StubAnswer | 'send' | null {
  if (request.path.startsWith('/queues/')) {
    return queue(request, world);
  }
  const action = request.header('x-acs-action');
  if (action === '') {
    return null;
  }
  const expected = signAcs3(
    {
      host: request.host,
      action,
      version: request.header('x-acs-version'),
      query: Object.fromEntries(request.query),
      date: request.header('x-acs-date'),
      nonce: request.header('x-acs-signature-nonce'),
    },
    aliyunAccess,
  );
  if (request.header('authorization') !== expected['Authorization']) {
    world.forged.push('aliyun');
    return { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'no' } };
  }
  switch (action) {
    case 'SendSms':
      return 'send';
    case 'QueryTokenForMnsQueue':
      return {
        status: 200,
        body: {
          Code: 'OK',
          MessageTokenDTO: { AccessKeyId: lent.id, AccessKeySecret: lent.secret, SecurityToken: lent.token },
        },
      };
    case 'QuerySendDetails':
      return world.answersQuestions ? details(request, world) : { status: 503, body: 'away' };
    default:
      return { status: 404, body: { Code: 'InvalidAction.NotFound', Message: action } };
  }
}

/** What the queue is read with; Aliyun lends it. */
const lent = { id: 'lent-id', secret: 'lent-secret', token: 'lent-token' };

/** Messages stay until they are deleted; the queue of receipts is empty. */
function queue(request: StubRequest, world: StubWorld): StubAnswer {
  const resource = `${request.path}?${request.search}`;
  const expected = signMns(
    { method: request.method === 'DELETE' ? 'DELETE' : 'GET', resource, date: request.header('date'), contentType: '' },
    lent,
  );
  if (request.header('authorization') !== expected['Authorization']) {
    world.forged.push('aliyun queue');
    return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
  }
  if (!world.answersQuestions) {
    return { status: 503, body: 'away' };
  }
  const handle = request.query.get('ReceiptHandle');
  if (handle !== null) {
    world.waiting.splice(
      world.waiting.findIndex(({ id }) => id === handle),
      1,
    );
    return { status: 204, body: '' };
  }
  const messages = request.path.includes('SmsUp') ? world.waiting.map(upMessage) : [];
  return messages.length === 0
    ? { status: 404, body: '<Error><Code>MessageNotExist</Code></Error>' }
    : { status: 200, body: `<?xml version="1.0"?><Messages>${messages.join('')}</Messages>` };
}

function upMessage({ id, from, to, text }: WaitingSms): string {
  const body = { message_type: 'SmsUp', phone_number: from, content: text, dest_code: to, sequence_id: id };
  const encoded = Buffer.from(JSON.stringify(body)).toString('base64');
  return `<Message><MessageId>${id}</MessageId><ReceiptHandle>${id}</ReceiptHandle><MessageBody>${encoded}</MessageBody></Message>`;
}

export function takeAliyun({ query }: StubRequest, world: StubWorld): StubAnswer {
  const taken = world.take({
    provider: 'aliyun',
    ours: query.get('OutId'),
    to: query.get('PhoneNumbers') ?? '',
    text: query.get('TemplateCode') ?? '',
    values: JSON.parse(query.get('TemplateParam') ?? '{}'),
    from: query.get('SignName') ?? '',
  });
  return { status: 200, body: { Code: 'OK', Message: 'OK', BizId: taken.id, RequestId: 'r' } };
}

const sendStatus = { waiting: 1, failed: 2, delivered: 3 } as const;

function details({ query }: StubRequest, world: StubWorld): StubAnswer {
  const listed = world.taken
    .filter(({ provider, to }) => provider === 'aliyun' && to === query.get('PhoneNumber'))
    .map(({ to, ours, outcome }) => ({
      PhoneNum: to,
      OutId: ours,
      SendStatus: sendStatus[outcome ?? 'waiting'],
      ErrCode: outcome === 'failed' ? 'MOBILE_IN_BLACK' : 'DELIVERED',
    }));
  return {
    status: 200,
    body: { Code: 'OK', Message: 'OK', TotalCount: listed.length, SmsSendDetailDTOs: { SmsSendDetailDTO: listed } },
  };
}
