import { numberIn, type Stage } from '../stage.js';

const liu = { name: '刘建平', address: 'liujp@mail.example.com', staff: false };

/** Nobody takes the case up: the watchdog warns, then climbs the ladder step by step. */
export async function tellNobody(stage: Stage): Promise<void> {
  stage.chapter('(d) Nobody takes it up');
  await stage.complain('d-lift.eml', liu, '2栋电梯关门异响');
  const told = await stage.reads(liu.address, (letter) => letter.subject.includes('已受理'));
  const number = numberIn(told);
  const { who: handler } = await stage.somebodyReads(
    (letter) => letter.subject.includes('请接单') && letter.subject.includes(number),
  );
  stage.moment(handler.name, 'does nothing');
  const about = (letter: { subject: string }): boolean =>
    /时限将至|升级提醒/u.test(letter.subject) && letter.subject.includes(number);
  const heard: string[] = [];
  for (let hours = 0; hours < 54 && heard.length < 3; hours += 0.5) {
    await stage.pass(30, null);
    for (const letter of stage.parts.office.letters.filter(
      (candidate) => about(candidate) && !heard.includes(candidate.to),
    )) {
      heard.push(letter.to);
      await stage.reads(letter.to, (candidate) => candidate === letter);
    }
  }
  stage.check('first the handler is warned, before the limit', heard[0] === handler.address, 'PG-22');
  stage.check('then one step up, then another', new Set(heard).size >= 3, 'PG-22');
}
