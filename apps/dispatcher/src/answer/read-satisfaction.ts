import { halfWidth } from '../command/grammar/half-width.js';

/**
 * settled    the complainant says that it is settled
 * unsettled  the complainant says that it is not
 * unclear    neither can be read safely: a person must look
 */
export type Satisfaction = 'settled' | 'unsettled' | 'unclear';

const no =
  /不满意|没(?:有)?(?:解决|修好|处理|弄好|人来)|未(?:解决|处理|修复)|还(?:是|在)(?:漏|坏|不|响|没)|又(?:漏|坏|出|开始)|依旧|仍然|not (?:settled|satisfied|solved|resolved|fixed|happy|ok)|unsatisfied|dissatisfied|still\b|n't (?:fixed|solved|work)|\bno\b/iu;
const yes =
  /满意|解决了|已(?:经)?(?:解决|修好|处理好|收到退款)|修好了|处理好了|弄好了|没(?:有)?问题了|可以(?:结案|关闭)|谢谢.{0,6}处理|\b(?:yes|settled|satisfied|solved|resolved|fixed|happy)\b/iu;
const doubt = /但|不过|可是|只是|除了|[?？]|\bbut\b|\bhowever\b|\bexcept\b/iu;

/**
 * Reads the complainant's answer to the question whether the matter is settled. Only a plain yes closes a case; a yes
 * with a "but" is unclear, since closing wrongly costs more than asking.
 */
export function readSatisfaction(newText: string): Satisfaction {
  const text = halfWidth(newText).trim();
  if (no.test(text)) {
    return 'unsettled';
  }
  if (!yes.test(text) || doubt.test(text)) {
    return 'unclear';
  }
  return 'settled';
}
