import { numberIn, type Stage } from '../stage.js';

const chen = { name: '陈志强', address: 'chenzq@mail.example.com', staff: false };

/** Bodily harm, the press already there: heads copied, management told, plan through legal and approval. */
export async function tellMajor(stage: Stage): Promise<void> {
  stage.chapter('(b) A major complaint: bodily harm, and the press has come');
  await stage.complain('b-injury.eml', chen, '外墙瓷砖掉落砸伤我母亲');
  const told = await stage.reads(chen.address, (letter) => letter.subject.includes('已受理'));
  const number = numberIn(told);
  const about =
    (word: string) =>
    (letter: { subject: string }): boolean =>
      letter.subject.includes(word) && letter.subject.includes(number);
  const { who: handler, letter } = await stage.somebodyReads(about('请接单'));
  stage.check(
    'it is tagged major, with the clause',
    letter.text.includes('重大') && letter.text.includes('PG-13.2.1'),
    'PG-13.2.1',
  );
  stage.check(
    'the words that decided it are shown',
    /骨折|砸中|缝了八针|采访/u.test(evidenceOf(letter.text)),
    'PG-13.2.6',
  );
  const { who: head } = await stage.somebodyReads(about('抄送'));
  const { who: manager } = await stage.somebodyReads(about('上报'));
  stage.check(
    `the head (${head.name}) is copied, management (${manager.name}) told`,
    head.address !== manager.address,
    'PG-19',
  );

  await stage.answers(
    handler,
    letter,
    '接单\n方案 责任人：程海波 措施：封闭现场并排查整面外墙，垫付医疗费，三日内书面说明八月报修经过 时限：5个工作日',
  );
  await stage.reads(handler.address, about('已执行'));
  const { who: lawyer, letter: review } = await stage.somebodyReads(about('请出具意见'));
  await stage.answers(handler, letter, '完成 已处理');
  const early = await stage.reads(handler.address, about('未执行'));
  stage.check('nothing is carried out before approval', early.text.includes('不能进行此项操作'), 'PC-16');
  await stage.answers(lawyer, review, '意见 同意，垫付款项请由家属签收确认单');
  const { who: approver, letter: request } = await stage.somebodyReads(about('请审批'));
  stage.check("legal's opinion comes before the approval", request.text.includes('签收确认单'), 'PC-16');
  await stage.answers(approver, request, '批准');
  const approved = await stage.reads(handler.address, about('方案已批准'));
  const hope = await stage.reads(chen.address, (candidate) => candidate.subject.includes('正在办理'));
  stage.check('only now the customer hears of the plan', hope.text.includes('排查整面外墙'), 'ME-2.1');

  await stage.pass(24 * 60, 'the plan is carried out');
  await stage.answers(handler, approved, '完成 现场已封闭，外墙排查完毕并开始修补；医疗费已垫付，书面说明已送达。');
  await stage.pass(2, 'the time in which the handler could have taken it back');
  const asked = await stage.reads(chen.address, (candidate) => candidate.subject.includes('请您确认'));
  await stage.answers(chen, asked, '收到了，处理满意。');
  await stage.reads(chen.address, (candidate) => candidate.subject.includes('已办结'));
  await stage.idle();
  const outcome = await stage.outcome(number);
  stage.check('the case is closed as a major one', outcome.stage === 'closed' && outcome.tag === 'major');
}

/** The line that shows what decided. */
function evidenceOf(text: string): string {
  return text
    .split('\n')
    .filter((line) => line.includes('判断依据') || line.includes('“'))
    .join('\n');
}
