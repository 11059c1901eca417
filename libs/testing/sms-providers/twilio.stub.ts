import type { StubAnswer, StubRequest, StubWorld, TakenSms, WaitingSms } from './stub-world.js';

export const twilioAccess = { accountSid: 'AC00000000000000000000000000000001', secret: 'twilio-token' } as const;

const path = `/2010-04-01/Accounts/${twilioAccess.accountSid}/Messages.json`;

/** Twilio's resource Message; null: not for it. */
export function answerTwilio(request: StubRequest, world: StubWorld): StubAnswer | 'send' | null {
  if (request.path !== path) {
    return null;
  }
  const basic = Buffer.from(`${twilioAccess.accountSid}:${twilioAccess.secret}`).toString('base64');
  if (request.header('authorization') !== `Basic ${basic}`) {
    world.forged.push('twilio');
    return { status: 401, body: { code: 20003, message: 'Authenticate', status: 401 } };
  }
  if (request.method === 'POST') {
    return 'send';
  }
  return world.answersQuestions ? list(request, world) : { status: 503, body: 'away' };
}

export function takeTwilio({ body }: StubRequest, world: StubWorld): StubAnswer {
  const fields = new URLSearchParams(body);
  const callback = fields.get('StatusCallback');
  const taken = world.take({
    provider: 'twilio',
    ours: callback === null ? null : new URL(callback).searchParams.get('notice'),
    to: fields.get('To') ?? '',
    text: fields.get('Body') ?? '',
    values: null,
    from: fields.get('From') ?? '',
  });
  return { status: 201, body: sent(taken) };
}

/** Two a page, so that paging is walked. */
const pageSize = 2;

function list({ query }: StubRequest, world: StubWorld): StubAnswer {
  const to = query.get('To');
  const since = query.get('DateSent>') ?? '';
  const all = [...world.taken.filter(({ provider }) => provider === 'twilio').map(sent), ...world.waiting.map(received)]
    .filter((message) => to === null || message.to === to)
    .filter((message) => since === '' || Date.parse(message.date_created) >= Date.parse(since))
    .reverse();
  const page = Number(query.get('Page') ?? '0');
  const next = new URLSearchParams(query);
  next.set('Page', String(page + 1));
  return {
    status: 200,
    body: {
      messages: all.slice(page * pageSize, (page + 1) * pageSize),
      next_page_uri: all.length > (page + 1) * pageSize ? `${path}?${next.toString()}` : null,
    },
  };
}

function sent({ id, to, from, text, at, outcome }: TakenSms) {
  const status = outcome === 'failed' ? 'undelivered' : (outcome ?? 'queued');
  return {
    sid: id,
    status,
    direction: 'outbound-api',
    from,
    to,
    body: text,
    error_code: outcome === 'failed' ? 30007 : null,
    date_created: at.toUTCString(),
  };
}

function received({ id, from, to, text, at }: WaitingSms) {
  return {
    sid: id,
    status: 'received',
    direction: 'inbound',
    from,
    to,
    body: text,
    error_code: null,
    date_created: at.toUTCString(),
  };
}
