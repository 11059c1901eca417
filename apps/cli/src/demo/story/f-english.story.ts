import { numberIn, type Stage } from '../stage.js';

const hughes = { name: 'Daniel Hughes', address: 'd.hughes@mail.example.org', staff: false };

/** An English complaint is answered in English; the handler works in Chinese as always. */
export async function tellEnglish(stage: Stage): Promise<void> {
  stage.chapter('(f) A complaint in English');
  await stage.complain('f-english.eml', hughes, 'Bathroom fan does not work');
  const told = await stage.reads(hughes.address, (letter) => letter.subject.includes('received your complaint'));
  const number = numberIn(told);
  stage.check('the answer is in English', !/\p{Script=Han}{6,}/u.test(told.text.split('---')[0] ?? ''));
  await stage.somebodyReads((letter) => letter.subject.includes('请接单') && letter.subject.includes(number));
}
