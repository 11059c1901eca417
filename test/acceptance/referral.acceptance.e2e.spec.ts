import { describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const town = company({ points: 'service', roster: 'test/acceptance/config/roster-service.yaml' });
const service = 'kefu@service.example.com';
const contact = '请联系停车场管理方客服，联系方式为13800001234';

/** A complaint in the hands of whoever looks after partners; the desk decides. */
async function complaint(name: string): Promise<CaseFile> {
  const letter = {
    subject: '停车场收费不对',
    text: '在门店消费后停车场仍收了我30元，门口写着免费两小时，请退还。',
  };
  const file = await town.complaint(customer(name), service, letter, { tag: 'general' });
  await town.answers(await file.letterTo(town.addressOf('qin-yue'), '请接单'), '分类 第三方合作');
  return file;
}

describe('what turns out not to be our responsibility', () => {
  it('ends as referred by 转介: the customer is told the ground and where to turn to, and no limit runs on (SI-18)', async () => {
    const file = await complaint('凌霄');
    const dispatched = await file.letterTo(town.addressOf('tao-li'), '请接单');
    await town.answers(dispatched, '接单');
    await town.answers(dispatched, `转介 合作商 ${contact}`);

    // From the handler it is a proposal: the desk needs only to send it back.
    expect(await file.row()).toMatchObject({ stage: 'accepted', question: { about: 'handler-says-referred' } });
    const asked = await file.staffLetter('请判定');
    expect(asked.to).toBe(town.addressOf('qin-yue'));
    expect(asked.text).toContain(`依据：属合作商责任；转办渠道：${contact}`);
    expect(await file.letters('责任范围')).toEqual([]);
    await town.answers(asked, `转介 属合作商责任 ${contact}`);
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'referred', question: null });
    await town.pass(3, 'minutes');

    const told = await file.customerLetter('的说明');
    expect(told.text).toContain('依据：属合作商责任');
    expect(told.text).toContain(`转办渠道：${contact}`);
    expect((await file.letterTo(dispatched.to, '已结案')).text).toContain('已转介');
    expect(await file.events()).toEqual(expect.arrayContaining(['referral-proposed', 'closed-referred']));

    const before = (await file.letters()).length;
    await town.pass(10, 'days');
    expect((await file.deadline('resolution')).missed).toBe(false);
    expect((await file.letters()).slice(before)).toEqual([]);

    // It stays an outcome that the customer can answer: whoever decided it reads what comes.
    await town.answers(told, '不满意，停车场是你们承诺免费的');
    expect(await file.row()).toMatchObject({ stage: 'accepted', closeReason: null });
  }, 90_000);

  it('is taken back by 撤销 before anybody is told (SI-18)', async () => {
    const file = await complaint('安然');
    const dispatched = await file.letterTo(town.addressOf('tao-li'), '请接单');
    await town.answers(dispatched, `转介 合作商 ${contact}`);
    const asked = await file.staffLetter('请判定');
    await town.answers(asked, `转介 合作商 ${contact}`);
    await town.answers(asked, '撤销');

    expect(await file.row()).toMatchObject({ stage: 'assigned', closeReason: null });
    await town.pass(5, 'minutes');
    expect(await file.letters('责任范围')).toEqual([]);
    expect(await file.deadline('resolution')).toMatchObject({ satisfied: null });

    await town.answers(asked, `转介 合作商 ${contact}`);
    await town.pass(3, 'minutes');
    await town.answers(asked, '撤销');
    expect((await file.letterTo(asked.to, '未执行')).text).toContain('通知已经发出');
    expect(await file.row()).toMatchObject({ stage: 'closed', closeReason: 'referred' });
  }, 90_000);

  it('is never refused without ground and channel: the line and the grounds come back instead (SI-18)', async () => {
    const file = await complaint('路遥');
    const dispatched = await file.letterTo(town.addressOf('tao-li'), '请接单');
    const grounds = '属合作商责任、客户自身原因、其他第三方责任';

    await town.answers(dispatched, '转介 无理取闹 去找别人');
    const unknown = (await file.letterTo(dispatched.to, '未执行')).text;
    expect(unknown).toContain('“转介 无理取闹 去找别人”没有写明转介依据');
    expect(unknown).toContain(grounds);

    await town.answers(dispatched, '转介 合作商');
    const silent = (await file.letterTo(dispatched.to, '未执行')).text;
    expect(silent).toContain('“转介 合作商”没有写明转办渠道');
    expect(silent).toContain(grounds);

    expect(await file.row()).toMatchObject({ stage: 'assigned', closeReason: null, question: null });
    expect(await file.letters('责任范围')).toEqual([]);
  }, 60_000);
});
