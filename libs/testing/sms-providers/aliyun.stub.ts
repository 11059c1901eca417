import { signAcs3 } from '#libs/sms/aliyun/sign-acs3.js';
import type { StubAnswer, StubRequest, StubWorld } from './stub-world.js';

export const aliyunAccess = { id: 'aliyun-id', secret: 'aliyun-secret' } as const;

/** Aliyun's OpenAPI: SendSms and QuerySendDetails of Dysmsapi; null: not for it. */
export function answerAliyun(request: StubRequest, world: StubWorld): StubAnswer | 'send' | null {
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
    case 'QuerySendDetails':
      return world.answersQuestions ? details(request, world) : { status: 503, body: 'away' };
    default:
      return { status: 404, body: { Code: 'InvalidAction.NotFound', Message: action } };
  }
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
