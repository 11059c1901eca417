import { createHmac } from 'node:crypto';
import { machineNow } from '#libs/clock/business-clock.js';
import type { Stage } from '../stage.js';

/** A complaint by SMS, through the gateway's signed webhook; answered by SMS. */
export async function tellSms(stage: Stage): Promise<void> {
  stage.chapter('(e) A complaint by SMS');
  const text = '江南里4栋门禁坏三天了，刷卡没反应，每次都要等人开门，请尽快修';
  const from = '13900004403';
  stage.moment(from, `sends an SMS: ${text}`);
  const before = stage.parts.sms.sent.length;
  const body = JSON.stringify({ id: 'demo-sms-1', from, to: '10690000', text });
  const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
  const nonce = 'demo-nonce-1';
  const signature = createHmac('sha256', stage.parts.webhookSecret)
    .update(`${timestamp}.${nonce}.${body}`)
    .digest('hex');
  const response = await fetch(`${stage.parts.webUrl}/intake/sms/jiangnan-sms`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-redress-timestamp': timestamp,
      'x-redress-nonce': nonce,
      'x-redress-signature': `v1=${signature}`,
    },
    body,
  });
  stage.check('the webhook is taken', response.ok, 'PG-1');
  const { letter } = await stage.somebodyReads(
    (candidate) => candidate.subject.includes('请接单') && candidate.text.includes('门禁'),
  );
  await stage.idle();
  const answer = stage.parts.sms.sent.slice(before).find((sms) => sms.to.endsWith(from));
  stage.moment(from, `gets an SMS: ${answer?.text ?? 'none'}`);
  stage.check('the customer has the number by SMS', /\d{6}-[A-Z]+-\d{3}/u.test(answer?.text ?? ''), 'PG-18.1');
  stage.check('the handler sees that it came by SMS', letter.text.includes(from));
}
