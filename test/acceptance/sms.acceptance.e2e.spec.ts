import { describe, expect, it } from '@jest/globals';
import { company } from './company.js';

const town = company();

const entry = 'jiangnan-sms';

describe('a further text message', () => {
  it('joins the open case of its sender within the window of the preset (joining, 72h), without any number', async () => {
    const phone = '13900006601';
    const file = await town.sms(entry, phone, '江南里4栋电梯停了两天，老人下不了楼');
    const cases = await town.caseCount();

    await town.further(entry, phone, '今天还是没人来修');

    expect(await town.caseCount()).toBe(cases);
    expect((await file.staffLetter('客户来信')).text).toContain('今天还是没人来修');
  });

  it('is a complaint of its own once the window is over', async () => {
    const phone = '13900006602';
    const first = await town.sms(entry, phone, '江南里5栋楼道灯坏了，晚上看不见路');
    await town.pass(4, 'days');

    const second = await town.sms(entry, phone, '江南里5栋门口垃圾没人清，气味很重');

    expect(await second.number()).not.toBe(await first.number());
  });

  it('belongs to the case whose number it names, whatever the window', async () => {
    const phone = '13900006603';
    const file = await town.sms(entry, phone, '江南里6栋水管漏水，请派人修');
    await town.pass(4, 'days');
    const cases = await town.caseCount();

    await town.further(entry, phone, `${await file.number()} 还在漏，麻烦快一点`);

    expect(await town.caseCount()).toBe(cases);
    expect((await file.staffLetter('客户来信')).text).toContain('还在漏');
  });
});

describe('a text message that fits several open cases of its sender', () => {
  async function twoCases(phone: string) {
    const first = await town.sms(entry, phone, '江南里7栋水管漏水，请派人修');
    await town.pass(4, 'days');
    const second = await town.sms(entry, phone, '江南里7栋单元门禁坏了，刷卡没反应');
    // Both are spoken of again, so that both are within the window.
    await town.further(entry, phone, `${await first.number()} 请尽快`);
    return { first, second };
  }

  it('makes us ask which one is meant, and goes to the one whose number comes back', async () => {
    const phone = '13900006604';
    const { first, second } = await twoCases(phone);
    const cases = await town.caseCount();

    await town.further(entry, phone, '怎么还没人联系我');
    const asked = town.texts.findLast((sms) => sms.to.endsWith(phone))?.text ?? '';
    expect(asked).toContain('请回复您所指的投诉编号');
    expect(asked).toContain(await first.number());
    expect(asked).toContain(await second.number());

    await town.further(entry, phone, '三天了');
    expect(town.texts.findLast((sms) => sms.to.endsWith(phone))?.text).toBe(asked);
    expect(town.texts.filter((sms) => sms.to.endsWith(phone) && sms.text === asked)).toHaveLength(1);

    await town.further(entry, phone, await second.number());
    expect(await town.caseCount()).toBe(cases);
    const passedOn = await second.letters('客户来信');
    expect(passedOn.map(({ text }) => text).join()).toContain('怎么还没人联系我');
    expect(passedOn.map(({ text }) => text).join()).toContain('三天了');
    expect(await town.waitingTexts()).toBe(0);
  });

  it('is a complaint of its own when its sender says that it is new, or says nothing', async () => {
    const phone = '13900006605';
    await twoCases(phone);
    const cases = await town.caseCount();

    await town.further(entry, phone, '地下车库积水很深');
    expect(await town.caseCount()).toBe(cases);
    await town.further(entry, phone, '新投诉');
    expect(await town.caseCount()).toBe(cases + 1);
  });

  it('does not lie for ever: after half an hour without an answer it is a complaint of its own', async () => {
    const phone = '13900006606';
    await twoCases(phone);
    const cases = await town.caseCount();

    await town.further(entry, phone, '地下车库的灯全灭了');
    await town.pass(31, 'minutes');

    expect(await town.caseCount()).toBe(cases + 1);
    expect(await town.waitingTexts()).toBe(0);
  });
});

describe('an absence during which a provider cannot have pushed', () => {
  it('is told to the desk with its beginning and its end', async () => {
    await town.idle();
    await town.stop('ingestor');
    await town.forgetSince(entry, '3 hours');
    await town.start('ingestor');

    const letter = await town.letterTo('来信短信可能遗漏');
    expect(town.isStaff(letter.to)).toBe(true);
    expect(letter.text).toContain(entry);
  });
});
