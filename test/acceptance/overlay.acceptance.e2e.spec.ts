import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';
import { emergencyAddress, variants } from './emergency-plan.js';

const others = ['private-cinema', 'service-industry'];
const town = company({ emergency: others, roster: 'test/acceptance/config/roster-service.yaml' });
const combinations = others.flatMap((ground) => variants.map((variant) => [variant, ground] as const));

// Over the property group each variant has tests of its own: emergency*.acceptance.e2e.spec.ts.
describe('the emergency plan over any other preset', () => {
  it.each(combinations)(
    'variant %s over %s takes a major complaint from its arrival to its plan',
    async (variant, ground) => {
      const file = await town.mail(customer('邹勇'), emergencyAddress(ground, variant), {
        subject: '媒体采访',
        text: '昨天省电视台记者已经到我家采访拍摄，节目今晚播出，请马上处理。',
      });
      const decided = variant === 2 || variant === 3;
      expect((await file.row()).tag).toBe('major');
      expect((await file.customerLetter('已受理')).text).toContain(await file.number());
      if (decided) {
        await town.answers(await file.letterTo(town.addressOf('hao-min'), '是否启动应急预案'), '启动');
      }
      expect((await file.row()).marks).toContain('emergency');
      expect(await file.readers('启动预案')).toContain(town.addressOf('feng-yun'));

      // Nobody holds the information group: its head stands in, and what is planned without findings is refused.
      const dispatched = await file.staffLetter('请接单');
      await town.answers(dispatched, '方案\n责任人：许工\n措施：上门致歉\n时限：1个工作日');
      expect((await file.letterTo(dispatched.to, '未执行')).text).toContain('先核实事实，后制定方案');
      expect((await file.letterTo(town.addressOf('feng-yun'), '【任务】')).text).toContain('任务');
      expect(await file.deadline('emergency-analysis')).toMatchObject({ satisfied: null });
    },
  );
});
