import { numberIn, type Stage } from '../stage.js';

const advertiser = { name: '华净环保', address: 'market@huajing.example.org', staff: false };
const angry = { name: '业主', address: 'ye.zhu.5566@mail.example.com', staff: false };

/** Invalid is only ever proposed: one that the desk confirms, one that it overrules. */
export async function tellInvalid(stage: Stage): Promise<void> {
  stage.chapter('(c) Advertising, and a mail that only looks as if nothing were in it');
  await stage.complain('c-advertising.eml', advertiser, '外墙清洗 地毯清洁 年底特惠八折');
  const { who: desk, letter: proposed } = await stage.somebodyReads((letter) => letter.subject.includes('请判定'));
  const advert = numberIn(proposed);
  await stage.answers(desk, proposed, '无效 广告');
  await stage.reads(desk.address, (letter) => letter.subject.includes('已执行') && letter.subject.includes(advert));
  await stage.idle();
  const outcome = await stage.outcome(advert);
  stage.check(
    'the desk decided, not the machine',
    outcome.stage === 'closed' && outcome.closeReason === 'invalid',
    'PG-14',
  );
  stage.check(
    'the advertiser got no answer',
    !stage.parts.office.letters.some((letter) => letter.to === advertiser.address),
  );

  await stage.complain('c-abuse.eml', angry, '你们太差了');
  const { who: judge, letter: doubtful } = await stage.somebodyReads(
    (letter) => letter.subject.includes('请判定') && !letter.subject.includes(advert),
  );
  const number = numberIn(doubtful);
  await stage.answers(judge, doubtful, '有效 已回拨电话，业主反映地下车库连续三天积水');
  const told = await stage.reads(angry.address, (letter) => letter.subject.includes('已受理'));
  stage.check('overruled, it takes its ordinary way', told.subject.includes(number), 'PG-14');
  await stage.idle();
  stage.check(
    'and is a general case with an owner',
    ['assigned', 'accepted'].includes((await stage.outcome(number)).stage),
  );
}
