import { numberIn, type Stage } from '../stage.js';

const zhao = { name: '赵敏', address: 'zhaomin@mail.example.com', staff: false };

/** The classifier is away: number and acknowledgement still go out within five minutes; the tag follows later. */
export async function tellNoClassifier(stage: Stage): Promise<void> {
  stage.chapter('(g) The classifier is stopped');
  await stage.parts.stopService('classifier');
  stage.moment('classifier', 'is stopped');
  await stage.complain('g-light.eml', zhao, '楼道灯不亮');
  await stage.pass(1.1, 'the minute that a number waits for the classifier');
  const told = await stage.reads(zhao.address, (letter) => letter.subject.includes('已受理'));
  const number = numberIn(told);
  const seconds = await stage.secondsBetween(number, 'received', 'acknowledged');
  stage.check(
    `number and acknowledgement went out after ${String(Math.round(seconds))} s, within 5 minutes`,
    seconds <= 300,
    'PG-16',
  );
  stage.check('the desk is named as contact', told.text.includes('分派') || told.text.includes('呼叫中心'), 'PG-18.1');
  await stage.somebodyReads((letter) => letter.subject.includes('请判定') && letter.subject.includes(number));
  await stage.parts.startService('classifier');
  stage.moment('classifier', 'is back');
  await stage.somebodyReads((letter) => letter.subject.includes('请接单') && letter.subject.includes(number));
  const outcome = await stage.outcome(number);
  stage.check(
    'the number did not change, and the case has its tag',
    outcome.number === number && outcome.tag === 'general',
  );
}
