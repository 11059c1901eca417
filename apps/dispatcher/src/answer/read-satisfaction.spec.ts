import { describe, expect, it } from '@jest/globals';
import { readSatisfaction } from './read-satisfaction.js';

describe("the complainant's answer whether it is settled (PC-5.2)", () => {
  it.each(['满意', '已经修好了，谢谢师傅', '解决了', '没问题了，可以结案', 'Yes, it is settled. Thank you.'])(
    'reads %j as settled',
    (text) => {
      expect(readSatisfaction(text)).toBe('settled');
    },
  );
  it.each(['不满意', '没有解决，昨晚还在漏', '师傅走了以后又漏了', 'No.', 'It is still leaking', 'not fixed'])(
    'reads %j as not settled',
    (text) => {
      expect(readSatisfaction(text)).toBe('unsettled');
    },
  );
  it.each(['', '你们什么时候再来？', '满意是满意，但墙面还没刷', '知道了'])('leaves %j to a person', (text) => {
    expect(readSatisfaction(text)).toBe('unclear');
  });
});
