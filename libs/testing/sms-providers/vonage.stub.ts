import type { StubAnswer, StubRequest, StubWorld } from './stub-world.js';

export const vonageAccess = { apiKey: 'abcd1234', secret: 'vonage-secret' } as const;

/** Vonage: SMS API, Messages API, Reports API; null: not for it. */
export function answerVonage(request: StubRequest, world: StubWorld): StubAnswer | 'send' | null {
  switch (request.path) {
    case '/sms/json': {
      const fields = new URLSearchParams(request.body);
      const known = fields.get('api_key') === vonageAccess.apiKey && fields.get('api_secret') === vonageAccess.secret;
      return known ? 'send' : forged(world, { status: 200, body: { messages: [{ status: '4' }] } });
    }
    case '/v1/messages':
      return /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/u.test(request.header('authorization'))
        ? 'send'
        : forged(world, { status: 401, body: { type: 'about:blank#1' } });
    case '/v2/reports/records':
      return world.answersQuestions ? records(request, world) : { status: 503, body: 'away' };
    default:
      return null;
  }
}

export function takeVonage({ path, body }: StubRequest, world: StubWorld): StubAnswer {
  if (path === '/v1/messages') {
    const { to, text, from, client_ref: ours } = JSON.parse(body) as Record<string, string>;
    const taken = world.take({
      provider: 'vonage',
      ours: ours ?? null,
      to: to ?? '',
      text: text ?? '',
      values: null,
      from: from ?? '',
    });
    return { status: 202, body: { message_uuid: taken.id } };
  }
  const fields = new URLSearchParams(body);
  const taken = world.take({
    provider: 'vonage',
    ours: fields.get('client-ref'),
    to: fields.get('to') ?? '',
    text: fields.get('text') ?? '',
    values: fields.get('type'),
    from: fields.get('from') ?? '',
  });
  return { status: 200, body: { 'message-count': '1', messages: [{ status: '0', 'message-id': taken.id }] } };
}

function records({ query }: StubRequest, world: StubWorld): StubAnswer {
  const sent = world.taken
    .filter(({ provider }) => provider === 'vonage')
    .map(({ id, ours, from, to, text, outcome }) => ({
      message_id: id,
      client_ref: ours,
      from,
      to,
      message_body: text,
      status: outcome ?? 'submitted',
      error_code: outcome === 'failed' ? '6' : null,
    }));
  const received = world.waiting.map(({ id, from, to, text }) => ({
    message_id: id,
    from,
    to,
    message_body: text,
    status: 'delivered',
  }));
  return { status: 200, body: { records: query.get('direction') === 'inbound' ? received : sent, _links: {} } };
}

function forged(world: StubWorld, answer: StubAnswer): StubAnswer {
  world.forged.push('vonage');
  return answer;
}
