import { describe, expect, it } from '@jest/globals';
import type { ReferralGround } from '../../case/case-duties.port.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import type { CaseState } from '../../case/case.state.js';
import { accepted, boss, desk, now, policy as sample, zhou } from '../../case/testing/sample-case.js';
import { withReferrer } from '../../referral/answer-referrer.js';
import type { CommandContext } from '../command.context.js';
import { decideValid } from '../desk/desk.decision.js';
import { readReferral } from './read-referral.js';
import { decideRefer } from './refer.decision.js';

const partner: ReferralGround = { key: 'partner', title: { zh: '属合作商责任', en: "a partner's responsibility" } };
const other: ReferralGround = { key: 'other', title: { zh: '其他第三方责任', en: "another third party's" } };
const policy: CasePolicy = {
  ...sample,
  holders: () => [desk],
  forbiddenPhrase: (text) => (text.includes('不归我们管') ? '不归我们管' : null),
  duties: { ...sample.duties, referral: { decidedBy: ['desk'], grounds: [partner, other] } },
};
const channel = '请联系洁衣合作商客服，联系方式为13800001111';
const by = (actor: CommandContext['actor'], more: Partial<CommandContext> = {}): CommandContext => ({
  now,
  actor,
  policy,
  answered: null,
  answeredAt: null,
  ...more,
});
const refer = (text: string) => ({ verb: 'refer', text }) as const;

describe('what 转介 says', () => {
  it.each([
    [`属合作商责任 ${channel}`, 'partner', channel],
    [`属合作商责任，${channel}`, 'partner', channel],
    [`合作商 ${channel}`, 'partner', channel],
    [`依据：合作商\n渠道：${channel}`, 'partner', channel],
    ["Another third party's: please call the landlord", 'other', 'please call the landlord'],
    ['partner please call them', 'partner', 'please call them'],
    ['合作商', 'partner', ''],
    ['合作商 。。', 'partner', ''],
    ['责任 请联系物业', undefined, ''],
    ['partners please call them', undefined, ''],
    ['属 请联系物业', undefined, ''],
    [channel, undefined, ''],
    ['', undefined, ''],
  ])('is read from %j', (text, ground, said) => {
    const read = readReferral(text, [partner, other]);
    expect([read.ground?.key, read.channel]).toEqual([ground, said]);
  });
});

describe('转介', () => {
  it('by the desk ends the case as referred and tells ground and channel, held for 撤销 (SI-18)', () => {
    const decision = decideRefer(accepted, refer(`合作商 ${channel}`), by(desk));
    expect(decision).toMatchObject({
      kind: 'changed',
      next: { stage: 'closed', closeReason: 'referred', tag: 'general', question: null },
      sayings: [{ type: 'case.closed', also: { reason: 'referred' } }],
      notices: [
        {
          template: 'referred-told',
          to: { kind: 'complainant' },
          held: true,
          parameters: { ground: '属合作商责任', channel },
        },
        { template: 'closed-told', to: { person: zhou }, held: true },
      ],
      history: [
        {
          event: 'closed-referred',
          by: desk,
          codes: { ground: 'partner' },
          text: { kind: 'reason', value: `属合作商责任；${channel}` },
        },
      ],
    });
  });

  it('names the ground in the language of the complainant', () => {
    const decision = decideRefer({ ...accepted, language: 'en' }, refer('partner call them'), by(desk));
    expect(decision).toMatchObject({ notices: [{ parameters: { ground: "a partner's responsibility" } }, {}] });
  });

  it('has whoever cannot be written to called', () => {
    const decision = decideRefer({ ...accepted, reachableBy: null }, refer(`合作商 ${channel}`), by(desk));
    expect(decision).toMatchObject({
      notices: [{ template: 'call-task', to: { person: desk }, parameters: { text: `属合作商责任；${channel}` } }, {}],
    });
  });

  it('answers the authority that referred the case to us', () => {
    const decision = decideRefer({ ...accepted, marks: ['referred'] }, refer(`合作商 ${channel}`), by(desk));
    const answered = decision.kind === 'changed' ? withReferrer(decision).notices : [];
    expect(answered.map(({ template }) => template)).toEqual(['referred-told', 'closed-told', 'referral-answer']);
  });

  it('by the handler is a proposal, which 有效 overrules', () => {
    const decision = decideRefer(accepted, refer(`合作商 ${channel}`), by(zhou));
    expect(decision).toMatchObject({
      next: { stage: 'accepted', closeReason: null, question: { about: 'handler-says-referred', by: zhou } },
      sayings: [],
      notices: [{ template: 'desk-decision', to: { person: desk }, parameters: { ground: '属合作商责任', channel } }],
    });
    const asked = decision.kind === 'changed' ? decision.next : accepted;
    expect(decideValid(asked, { verb: 'valid', reason: '' }, by(desk))).toMatchObject({
      next: { stage: 'accepted', question: null },
      notices: [{ template: 'proposal-overruled', to: { person: zhou } }],
      history: [{ event: 'referral-overruled' }],
    });
  });

  const fault = { grounds: '属合作商责任、其他第三方责任' };
  it.each<[string, Partial<CaseState>, string, CommandContext, string, object]>([
    ['another ground', {}, '无理取闹 找物业', by(desk), 'unknown-ground', { ...fault, line: '转介 无理取闹 找物业' }],
    ['no ground', {}, '', by(desk), 'unknown-ground', { ...fault, line: '转介' }],
    ['no channel', {}, '合作商', by(desk), 'channel-missing', { ...fault, line: '转介 合作商' }],
    ['a brush-off', {}, '合作商 不归我们管', by(desk), 'wording-refused', { phrase: '不归我们管' }],
    ['a result told already', { stage: 'resolved' }, 'x', by(desk), 'wrong-stage', { stage: 'resolved' }],
    ['no number yet', { stage: 'received' }, 'x', by(desk), 'wrong-stage', { stage: 'received' }],
    ['an end already', { stage: 'closed', closeReason: 'confirmed' }, 'x', by(desk), 'wrong-stage', {}],
    ['the same end', { stage: 'closed', closeReason: 'referred' }, 'x', by(desk), 'already-done', {}],
    ['a stranger', {}, `合作商 ${channel}`, by(boss), 'not-yours', {}],
    ['a preset without it', {}, `合作商 ${channel}`, by(desk, { policy: sample }), 'no-referral', {}],
  ])('is refused with %s', (_, state, text, context, code, details) => {
    expect(decideRefer({ ...accepted, ...state }, refer(text), context)).toMatchObject({
      kind: 'refused',
      code,
      details,
    });
  });
});
