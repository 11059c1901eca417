import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';
import { modelWithoutMajor } from './model-without-major.js';
import { openLimits } from './open-limits.js';

const doubtful = company({ model: modelWithoutMajor });
const jiangnan = 'tousu@jiangnanli.example.com';

describe('one that a rule calls major and the model does not', () => {
  it('is left to the desk on the limits of a major one, however sure the model is', async () => {
    const file = await doubtful.mail(customer('葛立人'), jiangnan, {
      subject: '灯罩砸人',
      text: '江南里3幢2单元501。昨天大堂灯罩掉下来砸在我母亲肩上，锁骨骨折，现在住院。',
    });
    expect(await file.row()).toMatchObject({ tag: 'major', question: { about: 'tag' }, handler: null });
    expect(await openLimits(file)).toContain('resolution-major');

    await doubtful.answers(await file.staffLetter('请判定'), '重大');
    expect(await file.row()).toMatchObject({ tag: 'major', question: null, stage: 'assigned' });
  }, 60_000);
});
