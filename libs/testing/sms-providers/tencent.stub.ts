import { signTc3 } from '#libs/sms/tencent/sign-tc3.js';
import type { StubAnswer, StubRequest, StubWorld, TakenSms } from './stub-world.js';

export const tencentAccess = { id: 'tencent-id', secret: 'tencent-secret', application: '1400006666' } as const;

/** Tencent Cloud's API 3.0, product sms. Its queues give each entry once. Null: not for it. */
export function answerTencent(request: StubRequest, world: StubWorld): StubAnswer | 'send' | null {
  const action = request.header('x-tc-action');
  if (action === '') {
    return null;
  }
  const expected = signTc3(
    {
      service: 'sms',
      host: request.host,
      payload: request.body,
      timestamp: Number(request.header('x-tc-timestamp')),
    },
    tencentAccess,
  );
  if (request.header('authorization') !== expected) {
    world.forged.push('tencent');
    return said({ Error: { Code: 'AuthFailure.SignatureFailure', Message: 'no' } });
  }
  if (action === 'SendSms') {
    return 'send';
  }
  return world.answersQuestions ? question(action, request, world) : { status: 503, body: 'away' };
}

export function takeTencent({ body }: StubRequest, world: StubWorld): StubAnswer {
  const call = JSON.parse(body) as {
    PhoneNumberSet: string[];
    TemplateId: string;
    TemplateParamSet: string[];
    SignName: string;
    SessionContext: string;
  };
  const taken = world.take({
    provider: 'tencent',
    ours: call.SessionContext,
    to: call.PhoneNumberSet[0] ?? '',
    text: call.TemplateId,
    values: call.TemplateParamSet,
    from: call.SignName,
  });
  return said({ SendStatusSet: [{ Code: 'Ok', SerialNo: taken.id, PhoneNumber: taken.to }] });
}

/** What a refusal of one number looks like. */
export function refuseTencent(code: string): StubAnswer {
  return said({ SendStatusSet: [{ Code: code, SerialNo: '', Message: 'no' }] });
}

function question(action: string, { body }: StubRequest, world: StubWorld): StubAnswer {
  const { Limit: limit, PhoneNumber: number } = JSON.parse(body) as { Limit: number; PhoneNumber?: string };
  switch (action) {
    case 'PullSmsReplyStatus':
      return said({
        PullSmsReplyStatusSet: world.waiting.splice(0, limit).map(({ from, text, at }) => ({
          CountryCode: '86',
          SubscriberNumber: from.replace(/^\+86/u, ''),
          PhoneNumber: from,
          SignName: '江南里',
          ReplyContent: text,
          ReplyTime: Math.floor(at.getTime() / 1_000),
          ExtendCode: '01',
        })),
      });
    case 'PullSmsSendStatus':
      return said({ PullSmsSendStatusSet: reported(world).map(status) });
    case 'PullSmsSendStatusByPhoneNumber':
      return said({
        PullSmsSendStatusSet: reported(world)
          .filter(({ to }) => to === number)
          .map(status),
      });
    default:
      return said({ Error: { Code: 'InvalidAction', Message: action } });
  }
}

function reported({ taken }: StubWorld): TakenSms[] {
  return taken.filter(({ provider, outcome }) => provider === 'tencent' && outcome !== null);
}

function status({ id, to, ours, outcome }: TakenSms) {
  return {
    UserReceiveTime: 1_763_690_000,
    CountryCode: '86',
    SubscriberNumber: to.replace(/^\+86/u, ''),
    PhoneNumber: to,
    SerialNo: id,
    ReportStatus: outcome === 'delivered' ? 'SUCCESS' : 'FAIL',
    Description: outcome === 'delivered' ? 'DELIVRD' : 'UNDELIV',
    SessionContext: ours,
  };
}

function said(body: object): StubAnswer {
  return { status: 200, body: { Response: { ...body, RequestId: 'r' } } };
}
