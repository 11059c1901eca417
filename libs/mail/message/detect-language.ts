import type { Language } from '#libs/contracts/vocabulary.js';

/** Characters that only one of the two ways of writing Chinese has, from the commonest words of each. */
const simplified =
  /[这们为说时来过国对发会学后现动样见应关点进种么开长问无无万与东车书买卖乐习乡争亏亲仅从仓们价众优伤伦体余佣侧侦债倾偿储儿党兰兴养内册写军农冲决况冻净准减凤几击创别刘则刚删劝办务劳势华协单卖卢卫却厂厅历厉压厌县参双变叙台叶号吗吴员听启团园围图圆圣场坏块坚坛坟垫备复够头夹夺奋奖妇妈娱孙宁宝实审宽宾对寻导寿将尔尘尝尽层岁岗岛巩币帅师帐带帮庄庆库应废开异弃张弹强归录彻径待忆怀态总恶悬惊惧惨惯愿懒戏战户扑执扩扫扬扰抚抛抢护报拟拥择挂挡挤挥损换据携摄摆摇撑操敌数断无旧显晓暂术机杀杂权条来杨极构标样档桥检楼榜欠欢欧残毁毕汇汉汤沟没沪泪洁测济浏浓涂涛润涨渐渔湾满滚滤灭灯灵灾炉炼烂烦烧热爱爷牵状独狱猎猪环现电画疗监盖盘着矿码砖础确礼祸离种积称税稳穷窃竞笔筑签简类粮紧纠红约级纪纯纲纳纸纹线组细终经结绕绘给络绝统继绩绪续维综缓编缘缩网罗罚罢职联聪肃胆胜脏脑脚脱脸艺节苏范荐获营蓝虑虽补规视览觉触计订认讨让训议讯记许论设访证评识诉词试诗诚话询该详语误请诸读课谁调谅谈谋谓谢谱贝负财责败货质购贵费资赔赖赛赞赢赶趋跃轨转轮软轻载较辆辈输辑边达迁运还这进远违连迟选递遗邮邻郑释里钟钢钱铁银销错锁锅键锦镇长门闪闭问闲间闹闻阅队阳阴阵阶际陆陈险随难雾静顶项顺须顾顿预领频颜题额风飞饭饮饰馆驱驶验骂骗鱼鲜鸟鸡鸣麦黄齐龙]/gu;
const traditional =
  /[這們為說時來過國對發會學後現動樣見應關點進種麼開長問無萬與東車書買賣樂習鄉爭虧親僅從倉價眾優傷體餘傭側偵債傾償儲兒黨蘭興養內冊寫軍農沖決況凍淨準減幾擊創別劉則剛刪勸辦務勞勢華協單盧衛卻廠廳歷厲壓厭縣參雙變敘臺葉號嗎吳員聽啟團園圍圖圓聖場壞塊堅壇墊備復夠頭夾奪奮獎婦媽娛孫寧寶實審寬賓尋導壽將爾塵嘗盡層歲崗島幣帥師帳帶幫莊慶庫廢異棄張彈強歸錄徹徑憶懷態總惡懸驚懼慘慣願懶戲戰戶撲執擴掃揚擾撫拋搶護報擬擁擇掛擋擠揮損換據攜攝擺搖撐敵數斷舊顯曉暫術機殺雜權條楊極構標檔橋檢樓歡歐殘毀畢匯漢湯溝滬淚潔測濟瀏濃塗濤潤漲漸漁灣滿滾濾滅燈靈災爐煉爛煩燒熱愛爺牽狀獨獄獵豬環電畫療監蓋盤礦碼磚礎確禮禍離積稱稅穩窮竊競筆築簽簡類糧緊糾紅約級紀純綱納紙紋線組細終經結繞繪給絡絕統繼績緒續維綜緩編緣縮網羅罰罷職聯聰肅膽勝髒腦腳脫臉藝節蘇範薦獲營藍慮雖補規視覽覺觸計訂認討讓訓議訊記許論設訪證評識訴詞試詩誠話詢該詳語誤請諸讀課誰調諒談謀謂謝譜貝負財責敗貨質購貴費資賠賴賽讚贏趕趨躍軌轉輪軟輕載較輛輩輸輯邊達遷運還遠違連遲選遞遺郵鄰鄭釋鐘鋼錢鐵銀銷錯鎖鍋鍵錦鎮門閃閉閒間鬧聞閱隊陽陰陣階際陸陳險隨難霧靜頂項順須顧頓預領頻顏題額風飛飯飲飾館驅駛驗罵騙魚鮮鳥雞鳴麥黃齊龍]/gu;

const latinWords: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|and|you|is|to|of|not|have|with|this|please|my|your|was|for|thank|hi|hello|thanks)\b/giu,
  de: /\b(?:und|nicht|ich|sie|ist|der|die|das|mit|bitte|für|auf|ein|eine|haben|wir)\b/giu,
  fr: /\b(?:le|la|les|et|je|vous|est|pas|une|des|pour|que|bonjour|merci|dans|votre|nous)\b/giu,
  es: /\b(?:el|los|las|que|por|una|para|con|no|gracias|hola|su|está|como|usted|del)\b/giu,
  pt: /\b(?:não|uma|para|com|você|obrigad[oa]|os|as|que|por|meu|seu|é|está)\b/giu,
  it: /\b(?:il|gli|che|non|per|una|sono|grazie|con|di|della|mi|ciao|questo)\b/giu,
  nl: /\b(?:het|een|niet|ik|van|dat|met|voor|zijn|bedankt|u|wij|deze)\b/giu,
};

const SAMPLE = 20_000;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Language of a text as a BCP 47 tag: zh, zh-hant, ja, ko, ru, ar, he, th, el or a Latin one; `und` where it cannot be told. */
export function languageTag(text: string): string {
  const sample = text.slice(0, SAMPLE).replace(/https?:\S{1,500}|\S{1,64}@\S{1,255}/gu, ' ');
  const kana = count(sample, /[\u3040-\u30ff]/gu);
  const hangul = count(sample, /[\uac00-\ud7af]/gu);
  const han = count(sample, /\p{Script=Han}/gu);
  const latin = count(sample, /[A-Za-z]+/gu);
  if (kana >= 3 && kana * 8 >= han) {
    return 'ja';
  }
  if (hangul >= 3 && hangul * 2 >= han) {
    return 'ko';
  }
  if (han > 0 && han * 2 >= latin) {
    return count(sample, traditional) > count(sample, simplified) ? 'zh-hant' : 'zh';
  }
  for (const [tag, script] of [
    ['ru', /\p{Script=Cyrillic}/gu],
    ['ar', /\p{Script=Arabic}/gu],
    ['he', /\p{Script=Hebrew}/gu],
    ['th', /\p{Script=Thai}/gu],
    ['el', /\p{Script=Greek}/gu],
  ] as const) {
    if (count(sample, script) > Math.max(latin, 3)) {
      return tag;
    }
  }
  if (latin === 0) {
    return 'und';
  }
  const scores = Object.entries(latinWords).map(([tag, words]) => ({ tag, score: count(sample, words) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score === 0 ? 'und' : best.tag;
}

/** The language to answer in: Chinese in its two ways of writing, English, or mixed where both have real weight. */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE).replace(/https?:\S{1,500}|\S{1,64}@\S{1,255}/gu, ' ');
  const han = count(sample, /\p{Script=Han}/gu);
  const words = count(sample, /[A-Za-z]{2,}/gu);
  if (han === 0) {
    return words === 0 ? 'zh' : 'en';
  }
  if (words >= 15 && han >= 15 && words * 4 >= han && han * 2 >= words) {
    return 'mixed';
  }
  if (han * 2 < words) {
    return 'en';
  }
  return count(sample, traditional) > count(sample, simplified) ? 'zh-hant' : 'zh';
}
