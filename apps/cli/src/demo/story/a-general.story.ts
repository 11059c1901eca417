import { numberIn, type Stage } from '../stage.js';

const wang = { name: '王秀兰', address: 'wangxl@mail.example.com', staff: false };

/** A general complaint with a photo, from the first mail to the customer's yes. */
export async function tellGeneral(stage: Stage): Promise<void> {
  stage.chapter('(a) A general complaint, from arrival to closing');
  await stage.complain('a-leak.eml', wang, '洗手池下方渗水 (with a photo)');
  const told = await stage.reads(wang.address, (letter) => letter.subject.includes('已受理'));
  const number = numberIn(told);
  stage.check(`the number ${number} has the preset's form`, /^\d{6}-[A-Z]+-\d{3}$/u.test(number), 'PG-16');
  stage.check(
    'the acknowledgement names department and time limit',
    told.text.includes('工程管理部') && told.text.includes('3个工作日'),
    'PG-18.1',
  );
  const { who: handler, letter } = await stage.somebodyReads(
    (candidate) => candidate.subject.includes('请接单') && candidate.subject.includes(number),
  );
  stage.check('the photo is announced to the handler', letter.text.includes('渗水照片'));
  await stage.idle();
  stage.check(
    'the handler was told by SMS at the same time',
    stage.parts.sms.sent.some((sms) => (sms.text ?? '').includes(number)),
    'PG-21',
  );

  await stage.answers(handler, letter, '接单');
  const taken = await stage.reads(
    handler.address,
    (candidate) => candidate.subject.includes('已执行') && candidate.subject.includes(number),
  );
  await stage.answers(
    handler,
    taken,
    '方案\n责任人：周师傅（工程管理部）\n措施：11月24日上午上门，更换角阀与接头，试水24小时；更换柜子底板\n时限：2个工作日',
  );
  const planned = await stage.reads(
    handler.address,
    (candidate) => candidate.subject.includes('已执行') && candidate.subject.includes(number),
  );
  await stage.pass(2, 'the time in which the handler could have taken the plan back');
  const hope = await stage.reads(wang.address, (candidate) => candidate.subject.includes('正在办理'));
  stage.check(
    'the customer is told who does what until when',
    hope.text.includes('周师傅') && hope.text.includes('更换角阀'),
    'PG-25',
  );

  await stage.pass(26 * 60, 'the repair is made');
  await stage.answers(handler, planned, '完成 角阀与接头已更换，试水24小时不再渗漏，柜子底板已换新。');
  await stage.reads(
    handler.address,
    (candidate) => candidate.subject.includes('已执行') && candidate.subject.includes(number),
  );
  await stage.pass(2, 'the time in which the handler could have taken it back');
  const asked = await stage.reads(wang.address, (candidate) => candidate.subject.includes('请您确认'));
  await stage.answers(wang, asked, '已经修好了，不滴了，谢谢。');
  await stage.reads(wang.address, (candidate) => candidate.subject.includes('已办结'));
  await stage.idle();
  const outcome = await stage.outcome(number);
  stage.check(
    'the case is closed, confirmed by the customer',
    outcome.stage === 'closed' && outcome.closeReason === 'confirmed',
    'PG-3',
  );
}
