import { describe, expect, it } from '@jest/globals';
import { isAgreement } from './is-agreement.js';

describe(isAgreement.name, () => {
  it.each(['同意', '客户同意方案，已签字', '双方达成共识，赔付8000元', '我同意。', 'We agree to the plan'])(
    'takes %j for an agreement (ME-2.2)',
    (words) => {
      expect(isAgreement(words)).toBe(true);
    },
  );

  it.each(['客户不同意', '同意，但要先赔钱', '还没有达成共识', '客户说要考虑', 'We do not agree', ''])(
    'takes %j for none',
    (words) => {
      expect(isAgreement(words)).toBe(false);
    },
  );
});
