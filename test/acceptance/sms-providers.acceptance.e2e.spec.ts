import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { eventually } from '#libs/testing/eventually.js';
import { providerStub } from '#libs/testing/sms-providers/provider-stub.js';
import type { TakenSms } from '#libs/testing/sms-providers/stub-world.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { openSmsInstallation, type SmsInstallation } from './sms-installation.js';
import { providerNames, pushBy } from './sms-pushes.js';

const database = withTestDatabase({ sets: migrationSets });
const stub = providerStub();

interface Sent {
  readonly id: string;
  readonly state: string;
  readonly failure: string | null;
  readonly provider_reference: string | null;
  readonly number: string;
  readonly case_id: string;
}

describe.each(providerNames)('a complaint by SMS through %s', (provider) => {
  let installation: SmsInstallation;
  let serial = 0;
  beforeAll(async () => {
    const { rows } = await database.query<{ id: string }>('select id from cases.notice');
    rows.forEach(({ id }) => seen.add(id));
    installation = await openSmsInstallation(database, provider, stub.url);
  }, 120_000);
  afterAll(async () => installation.close(), 60_000);

  /** Somebody writes; the phone that is told about it. */
  async function complain(text: string): Promise<string> {
    serial += 1;
    const phone = `+8613900${String(providerNames.indexOf(provider))}0${String(serial).padStart(4, '0')}`;
    await pushBy(provider, installation.url, {
      kind: 'message',
      id: `${provider}-in-${String(serial)}`,
      from: phone,
      text,
    });
    await installation.idle();
    return phone;
  }

  const seen = new Set<string>();

  /** The one of the complaint just made; asked again with its id, how it stands now. */
  async function acknowledgement(id?: string): Promise<Sent> {
    const { rows } = await database.query<Sent>(
      `select n.id, n.state, n.failure, n.provider_reference, c.number, c.id as case_id
         from cases.notice n join cases.case_row c on c.id = n.case_id
        where n.template = 'acknowledgement' and n.channel = 'sms'`,
    );
    const row = rows.find((one) => (id === undefined ? !seen.has(one.id) : one.id === id));
    if (row === undefined) {
      throw new Error('no acknowledgement was written');
    }
    rows.forEach((one) => seen.add(one.id));
    return row;
  }

  async function history(caseId: string): Promise<string[]> {
    const { rows } = await database.query<{ event: string }>(
      'select event from cases.history where case_id = $1 order by seq',
      [caseId],
    );
    return rows.map(({ event }) => event);
  }

  const to = (phone: string): TakenSms[] =>
    stub.world.taken.filter((sms) => phone.endsWith(sms.to.replace(/^\+/u, '')));
  const lastLetter = (subject: string) => installation.letters.findLast((letter) => letter.subject.includes(subject));

  it('is acknowledged with its number by the same provider, and the receipt is put on its record (PG-18.1)', async () => {
    const phone = await complain('江南里4栋门禁坏三天了，刷卡没反应，请尽快修');
    const sent = await acknowledgement();
    const [sms] = to(phone);
    expect(to(phone)).toHaveLength(1);
    expect(stub.world.forged).toEqual([]);
    expect(`${sms?.text ?? ''} ${JSON.stringify(sms?.values)}`).toContain(sent.number);
    expect(sent).toMatchObject({ state: 'told', provider_reference: sms?.id });

    await pushBy(provider, installation.url, { kind: 'receipt', id: sms?.id ?? '', ours: sent.id, arrived: true });
    await installation.idle();
    expect(await history(sent.case_id)).toContain('report-delivered');
  });

  it('whose acknowledgement is lost on the way becomes a call task that says so', async () => {
    const phone = await complain('江南里5栋楼道灯不亮，晚上看不见路');
    const sent = await acknowledgement();
    await pushBy(provider, installation.url, {
      kind: 'receipt',
      id: to(phone)[0]?.id ?? '',
      ours: sent.id,
      arrived: false,
    });
    await installation.idle();
    expect(lastLetter('请致电客户')?.text).toContain('回执称未送达');
    expect(lastLetter('请致电客户')?.text).toContain(sent.number);
  });

  it('whose acknowledgement is in doubt is not sent again: the receipt settles it by our own id', async () => {
    stub.world.mood = { kind: 'cut' };
    stub.world.answersQuestions = false;
    const phone = await complain('江南里6栋水管漏水，厨房地面全是水');
    const sent = await acknowledgement();
    expect(sent).toMatchObject({ state: 'in-doubt', provider_reference: null });

    await pushBy(provider, installation.url, {
      kind: 'receipt',
      id: to(phone)[0]?.id ?? '',
      ours: sent.id,
      arrived: true,
    });
    await eventually(async () => {
      expect(await acknowledgement(sent.id)).toMatchObject({ state: 'told' });
    }, 10_000);
    await installation.idle();
    expect(to(phone)).toHaveLength(1);
    expect(await history(sent.case_id)).toContain('report-delivered');
  });

  it('that the provider refuses is called instead: the desk hears why, and what to say', async () => {
    const code = {
      twilio: '21610',
      vonage: '9',
      aliyun: 'isv.AMOUNT_NOT_ENOUGH',
      tencent: 'FailedOperation.ContainSensitiveWord',
    };
    const why = { twilio: '已退订', vonage: '余额不足', aliyun: '余额不足', tencent: '敏感词' };
    stub.world.mood = { kind: 'refuse', code: code[provider] };
    const phone = await complain('江南里7栋电梯停了两天，老人下不了楼');
    const sent = await acknowledgement();
    expect(sent.state).toBe('failed');
    expect(to(phone)).toHaveLength(0);
    const letter = lastLetter('请致电客户');
    expect(letter?.text).toContain(why[provider]);
    expect(letter?.text).toContain(`编号${sent.number}`);
  });
});
