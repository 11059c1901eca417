import { describe, expect, it } from '@jest/globals';
import { errorRate } from '#apps/ingestor/src/fax/testing/error-rate.js';
import { degradePage } from '#apps/ingestor/src/fax/testing/degrade-page.js';
import { openLetter } from '#apps/ingestor/src/fax/testing/letters.js';
import { writePdf } from '#apps/ingestor/src/fax/testing/write-pdf.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { faxed, gateway, passedOn, spoilt } from './faxes.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';
async function fax(number: string, content: Buffer): Promise<CaseFile> {
  return town.mail(gateway, jiangnan, passedOn(number, content));
}

describe('a complaint by fax (PG-1, issue 3 point 8)', () => {
  it('is read, numbered, classified and given to a handler, who gets its page; the caller hears by SMS', async () => {
    const file = await fax('13800001234', await faxed('elevator'));

    expect(await file.row()).toMatchObject({ channel: 'fax', origin: 'fax', stage: 'assigned' });
    const dispatched = await file.staffLetter('请接单');
    const { words } = await openLetter('elevator');
    const shown = /【投诉原文】\n(?<text>.*?)\n\n也可以在回信中/su.exec(dispatched.text)?.groups?.['text'] ?? '';
    expect(errorRate(shown, words)).toBeLessThan(0.05);
    expect(dispatched.text).toContain('+8613800001234');
    expect(dispatched.mail.attachments.map(({ name, type }) => [name, type])).toEqual([['传真第1页.png', 'image/png']]);
    expect((await file.texts()).map(({ to }) => to)).toContainEqual(expect.stringContaining('13800001234'));
    expect(await file.secondsBetween('received', 'acknowledged')).toBeLessThanOrEqual(300);
  });

  it('from a number that takes no text messages is a task to call it', async () => {
    const file = await fax('0512-60001111', await faxed('refund'));

    const task = (await file.letters('+8651260001111')).filter(({ to }) => town.isStaff(to));
    expect(task.map(({ subject }) => subject)).toContainEqual(expect.stringContaining('致电'));
    expect((await file.texts()).filter(({ to }) => to.includes('60001111'))).toEqual([]);
  });

  it('that is sent again makes no second case', async () => {
    const first = await fax('13900007788', await faxed('leak'));
    const cases = await town.caseCount();
    const again = writePdf([degradePage((await openLetter('leak')).sheet, { header: 2, shift: [8, -5] })]);
    await town.pillar.write(gateway, jiangnan, passedOn('13900007788', again, 'fax.pdf'));
    await town.idle();

    expect(await town.caseCount()).toBe(cases);
    expect(await first.number()).not.toBe('');
  });

  it('that cannot be read is numbered and acknowledged at once, and the desk types it by reply', async () => {
    const file = await fax('13700002468', await faxed('refund', spoilt));

    expect(await file.row()).toMatchObject({ channel: 'fax', stage: 'registered', tag: null, category: null });
    expect(await file.secondsBetween('received', 'registered')).toBeLessThanOrEqual(60);
    expect((await file.texts()).map(({ to }) => to)).toEqual([expect.stringContaining('13700002468')]);
    const asked = await file.staffLetter('请录入');
    expect(asked.mail.attachments.map(({ type }) => type)).toEqual(['image/png']);
    const received = await file.at('received');

    await town.answers(asked, (await openLetter('refund')).words);

    const dispatched = await file.staffLetter('请接单');
    expect(dispatched.text).toContain('订单号XY20261108037');
    expect(await file.row()).toMatchObject({ stage: 'assigned', marks: expect.not.arrayContaining(['fax-untyped']) });
    expect(await file.at('received')).toEqual(received);
    expect(await file.events()).toEqual(expect.arrayContaining(['fax-text-asked', 'fax-typed', 'assigned']));
    expect((await file.letters('已录入传真文字')).length).toBeGreaterThan(0);
  });

  it('that cannot be read may be decided by the desk before it is typed, and a second typing changes nothing', async () => {
    const file = await fax('13600003579', await faxed('elevator', spoilt));
    const asked = await file.staffLetter('请录入');

    await town.answers(asked, '重大 传真上有“被困”字样');
    expect(await file.row()).toMatchObject({ tag: 'major' });
    await town.answers(asked, `录入\n${(await openLetter('elevator')).words}`);
    expect(await file.row()).toMatchObject({ tag: 'major' });
    await town.answers(asked, '录入\n另一段文字');

    expect((await file.letters('此项已经办过')).length).toBeGreaterThan(0);
    expect((await file.events()).filter((event) => event === 'fax-typed')).toHaveLength(1);
  });
});

describe('files that are not taken (issue 3 point 10)', () => {
  it('are named to the complainant in the acknowledgement, with why', async () => {
    const who = customer('陆晨');
    const file = await town.mail(who, jiangnan, {
      subject: '墙面渗水',
      text: '卧室墙面渗水，照片和录像见附件。',
      attachments: [
        { filename: '墙面.jpg', content: Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(3_000, 5)]) },
        { filename: '渗水录像.mp4', content: Buffer.alloc(16 * 1024 * 1024, 1) },
      ],
    });

    expect((await file.letterTo(who.address, '已受理')).text).toContain('渗水录像.mp4（文件过大）');
    expect((await file.letterTo(who.address, '已受理')).text).not.toContain('墙面.jpg');
  });

  it('are named in English to whoever wrote in English', async () => {
    const who = customer('Margaret Lowe');
    const file = await town.mail(who, jiangnan, {
      subject: 'Water comes through the wall',
      text: 'Water comes through the wall of my bedroom. Please see the video, and send somebody to look at it.',
      attachments: [{ filename: 'wall.mp4', content: Buffer.alloc(16 * 1024 * 1024, 1) }],
    });

    expect((await file.letterTo(who.address, 'received')).text).toContain('wall.mp4 (too large)');
  });
});
