import { describe, expect, it } from '@jest/globals';
import { assemblePresets } from '#libs/policy/load/assemble-presets.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { policyFiles, withChange } from '#libs/policy/testing/policy-files.js';
import { checkPlan } from './check-plan.js';
import { IntakePlan } from './intake-plan.schema.js';

const { book } = loadPresets('config/presets');
const roster = { units: ['jiangnan'] };
const planOf = (entry: object): IntakePlan =>
  IntakePlan.parse({
    mailboxes: [
      {
        key: 'a',
        preset: 'property-group',
        unit: 'jiangnan',
        origin: 'mailbox',
        addresses: ['a@example.com'],
        ...entry,
      },
    ],
  });

describe('an intake plan', () => {
  it('that agrees with presets and roster has no faults', () => {
    expect(checkPlan('plan.yaml', planOf({}), book, roster)).toEqual([]);
  });

  it('is told every preset, origin and unit that there is not, one line each', () => {
    expect(checkPlan('plan.yaml', planOf({ preset: 'cinema' }), book, roster)).toEqual([
      expect.stringMatching(/^plan\.yaml: a names the preset cinema; there are .*property-group/u),
    ]);
    expect(checkPlan('plan.yaml', planOf({ origin: 'website', unit: 'atlantis' }), book, roster)).toEqual([
      'plan.yaml: a names the origin website; for mail the preset has mailbox, regulator',
      'plan.yaml: a names the unit atlantis; the roster has jiangnan',
    ]);
  });

  it('is told whose approval a preset waits for (SI-6.3)', () => {
    const draft = withChange(policyFiles(), 'service-industry.yaml', 'by: 客户投诉管理委员会', 'by: 门店运营部');
    expect(
      checkPlan('plan.yaml', planOf({ preset: 'service-industry' }), assemblePresets(draft).book, roster).join(),
    ).toMatch(
      /^plan\.yaml: a names the preset service-industry, .* by approval of 客户投诉管理委员会 only, .*: write approval/u,
    );
  });

  it('is told what its fax gateways name and what there is not', () => {
    const forms = new Map([['hylafax', { title: 'HylaFAX', caller: [] }]]);
    const fax = (origin: string, form: string): object => ({
      fax: { origin, gateways: [{ form, from: ['fax@pbx.example.com'] }] },
    });
    expect(checkPlan('plan.yaml', planOf(fax('fax', 'hylafax')), book, roster, forms)).toEqual([]);
    expect(checkPlan('plan.yaml', planOf(fax('telex', 'hyperfax')), book, roster, forms)).toEqual([
      'plan.yaml: a names the origin telex; for fax the preset has fax',
      'plan.yaml: a names the fax gateway form hyperfax; there are hylafax',
    ]);
  });
});
