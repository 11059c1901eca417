import type { WordsAround } from './words-around.js';

/** Words around a day that make it the day of something else: a plan, a limit, a festival, press, courts, the letter. */
export const dayOfOther = {
  before:
    /(?:定于|定在|定为|推到|改为|改到|推迟到|延到|延期至|截止|截至|有效期|生日|出生|生产日期|保质期|春节|国庆|中秋|端午|元旦|双十一|开庭|调解时间|购买于|签订于|今日为|今天是|现在|直到|until|till|ends on|ended on|deadline)[^。,;!?]{0,6}$|(?<![迟收看直找签报办])[到至]$|已于$|(?<![a-z])(?:every other|every|each) $/u,
  after:
    /^[^。,;!?]{0,10}(?:之前|前书面|前答复|前回复|前给|生日|播出|采访|开庭|前提供)|^[^。,;!?]{0,8}(?:立案|受理|判决|裁定|约谈|通报|责令|刊登|登了|开具|(?<!直)播[出了的放]|报道|采访)|^,? (?:the )?\d{1,2}(?:st|nd|rd|th| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|^[^。,;!?]{0,8}(?:12315|12345|法院|市监|消协|通知我?立)/u,
} satisfies WordsAround;

/** A day of the week. */
export const weekday = /[周期拜]|(?:mon|tues|wednes|thurs|fri|satur|sun)day/u;

/** Around a day of the week: somebody wishes, plans or does it again and again. */
export const dayWished = {
  before:
    /(?:能不能|可不可以|可以|能|请|麻烦|安排|约|预约|改|等|每逢|每个?|或者?|是否)[^。,;!?]{0,2}$|(?<![a-z])(?:by|before|on or before|next|not) $|day (?:to|or|and|till) $/u,
  after:
    /^(?:到|至|和|、|或|-)(?:周|星期|礼拜)?[一二三四五六日天]|^(?:前|之前|能|可以|方便|有空|休息|都|以后再)|^ ?\(\d|^ (?:to|or|and|till|until) (?:mon|tues|wednes|thurs|fri|satur|sun)day/u,
} satisfies WordsAround;

/** Around a day of a step that led to the matter and is not it: an order, a signature, a payment, an acceptance. */
export const dayOfStep = {
  before:
    /(?:下单|签约|签合同|认购|购于|合同日期|(?:ordered|bought|purchased|signed|paid|accepted|delivered) on|since(?: the)?)[^。,;!?]{0,3}$/u,
  after:
    /^[^。,;!?]{0,6}(?:下单|下的单|下订|落订|签约|签合同|签的|签了|签订|签署|认购|购买|买的|购的|订的|付首款|付款|付的|交的|交了|交齐|送洗|验收|竣工|送的修|检测|播|出院)/u,
} satisfies WordsAround;

/** A day of which the writer tells while it lasts counts only with a time of day. */
export const standing =
  /今早|今晨|今朝|今上午|今天(?:早上|早晨|上午|中午|下午|凌晨|清晨)|今日(?:上午|下午|凌晨|中午|午)|刚才|刚刚|this morning/u;

/** Words for the day of the letter that also tell when something happened. */
export const todayWord = /^(?:今天|今日|今儿|today)$/u;

/** Around "today" where it is only the day of the letter: a count of days, a wish, what still has not come. */
export const dayOfWriting = {
  before:
    /(?:到|至|截至|等到|过了|直到|请|能|务必|必须|希望|要|麻烦|是|期|前|在|于|只|才|问|until|till|by|as of|it is|it's|before|for|please|than) ?$|(?:能|请|务必|希望|要求|麻烦|约|needed?)[^。!?\n]{0,6}$|(?:please|pls|can (?:you|someone|somebody)|could|want)[^.。!?\n]{0,14}$/u,
  after:
    /^(?: ?\d|是|为|还|都|仍|才|也|第|内|之内|必须|务必|能|可以|给|请|就给|就要|整|已经?|满|问|再|写|想|我(?:写|想|来|问|再|要)|来(?:信|函|电|问)|回复|答复|之前|前|不|没|尚|周|星期|礼拜|说|特|收到|看到|监测|来访|来电|接到|核对|开始|起|的|先|失效|in |,? ?please|至此| if|\?)|^[^。!?\n]{0,10}(?:吗|能不能|行不行|\?|？|来电|来访|致电|代表|失效|网|报)/u,
} satisfies WordsAround;

/** Around a number with 号 that counts things, houses or persons: 5排9号, 2号枪. */
export const numberOfThing = {
  before: /(?:[排弄巷栋幢第]|[-–] ?|\d ?号)$/u,
  after: /^(?:\d{1,2} ?号|[位枪泵道杆柜点球片]|跑步机|单车|试衣间|\p{Script=Han}{1,2}(?:先生|女士|太太|小姐))/u,
} satisfies WordsAround;
