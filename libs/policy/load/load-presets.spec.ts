import { describe, expect, it } from '@jest/globals';
import type { WatchedFacts } from '../deadline/deadlines-of.js';
import { deadlinesOf } from '../deadline/deadlines-of.js';
import { policyFiles, presetOf, withFile } from '../testing/policy-files.js';
import { assemblePresets } from './assemble-presets.js';
import { faultLine } from './policy-fault.js';

const shipped = policyFiles();
const { book, faults } = assemblePresets(shipped, { everyOverlay: true });

const major: WatchedFacts = {
  unit: 'hq',
  tag: 'major',
  category: 'other',
  urgent: false,
  stage: 'assigned',
  marks: ['emergency'],
  pauses: [],
  agreedLimits: [],
  facts: [
    { fact: 'received', at: '2026-11-18T02:00:00Z' },
    { fact: 'tagged-major', at: '2026-11-18T02:00:00Z' },
    { fact: 'activation-decided', at: '2026-11-18T02:10:00Z' },
    { fact: 'resolved', at: '2026-11-19T02:00:00Z' },
  ],
};

describe('the presets that come with it', () => {
  it('hold no fault and no entry that can never fire, with every variant of the overlay on each', () => {
    expect(faults.map(faultLine)).toEqual([]);
    expect(book.ids).toEqual(['private-cinema', 'property-group', 'service-industry']);
  });

  it.each([
    [
      'property-group',
      [
        'building-quality 房屋质量',
        'late-delivery 交付延期',
        'property-service 物业服务',
        'sales-contract 销售与合同',
        'planning-design 规划设计',
        'fees-refund 费用与退款',
        'staff-conduct 员工行为',
        'leadership-conduct 领导干部',
        'safety 安全',
        'supplier-relations 合作伙伴',
        'other 其他',
      ],
    ],
    [
      'private-cinema',
      [
        'equipment-fault 设备故障',
        'service-attitude 服务态度',
        'late-delivery 交付延期',
        'effect-below-expectation 效果不达预期',
        'maintenance 维保服务',
        'customisation 定制化需求',
        'fees-refund 费用与退款',
        'other 其他',
      ],
    ],
    [
      'service-industry',
      [
        'store-service 门店服务',
        'online-service 线上服务',
        'remote-service 远程服务',
        'partner-service 第三方合作',
        'staff-conduct 员工行为',
        'product-quality 商品质量',
        'fees-refund 费用与退款',
        'privacy-safety 隐私与安全',
        'other 其他',
      ],
    ],
  ])('%s knows its categories', (id, categories) => {
    expect(Object.entries(book.get(id).categories).map(([key, entry]) => `${key} ${entry.title.zh}`)).toEqual(
      categories,
    );
  });

  it.each([
    ['property-group', 'registration', '5min', 'PG-16'],
    ['property-group', 'response', '5min', 'PG-18.1'],
    ['property-group', 'resolution', '3 working days', 'PG-18.2'],
    ['property-group', 'resolution-major', '7 working days', 'PG-18.2'],
    ['property-group', 'customer-told', '15min', 'PG-25'],
    ['property-group', 'unsolved-month', '1 month', 'PG-13.2.2'],
    ['private-cinema', 'first-response', '1h', 'PC-2.1'],
    ['private-cinema', 'management-told', '30min', 'PC-2.2'],
    ['private-cinema', 'preliminary-plan', '1h', 'PC-2.2'],
    ['private-cinema', 'hand-over', '1h', 'PC-9.2'],
    ['private-cinema', 'resolution-minor', '3 working days', 'PC-10.1'],
    ['private-cinema', 'resolution', '5 working days', 'PC-10.1'],
    ['private-cinema', 'resolution-major', 'set by management', 'PC-10.1'],
    ['private-cinema', 'service-contact', '1h', 'PC-13.1'],
    ['private-cinema', 'result-filed', '1 working day', 'PC-13.2'],
    ['private-cinema', 'technical-solution', '2h', 'PC-14.1'],
    ['private-cinema', 'technical-diagnosis', '4h', 'PC-14.1'],
    ['private-cinema', 'repair-plan', '3 working days', 'PC-15'],
    ['private-cinema', 'legal-opinion', '2h', 'PC-16'],
    ['service-industry', 'start', '24h', 'SI-2.1'],
    ['service-industry', 'urgent-response', '15min', 'SI-2.2'],
    ['service-industry', 'contact', '24h', 'SI-15'],
    ['service-industry', 'repeat-solution', '48h', 'SI-17'],
    ['service-industry', 'investigation-told', '15min', 'SI-19'],
  ])('%s has the limit %s of %s (%s)', (id, key, limit, clause) => {
    const milestone = book.get(id).milestones[key];

    expect(milestone?.limit.text).toBe(limit);
    expect(milestone?.clauses).toContain(clause);
  });

  it('puts legal before whoever decides (PC-16), and proposes invalid only (PG-14)', () => {
    expect(book.get('private-cinema').approvals['major-plan']?.order.map((step) => step.role)).toEqual([
      'legal',
      'management',
    ]);
    expect(book.get('property-group').approvals['major-plan']?.order.map((step) => step.role)).toEqual([
      'legal',
      'vice-president',
    ]);
    for (const id of book.ids) {
      expect(book.get(id).tags.invalid?.proposedOnly).toBe(true);
    }
  });
});

describe('the overlay major-emergency', () => {
  const variants = ['0', '1', '2', '3', '4', '5', '6'];
  const own = (variant: string): string => `
kind: preset
id: own
version: "1"
effectiveFrom: 2026-06-01
approval: null
title: {zh: 自有, en: own}
extends: property-group
overlays: [{preset: major-emergency, variant: ${variant}, bind: {emergency-lead: call-centre-head}}]
`;

  it.each(variants)('lays variant %s over a preset, whose own limits stay', (variant) => {
    const preset = presetOf(withFile(shipped, 'own.yaml', own(variant)), 'own');
    const due = deadlinesOf(preset, major, new Date('2026-11-20T00:00:00Z')).map((deadline) => deadline.milestone);

    expect(due).toEqual(expect.arrayContaining(['resolution-major', 'emergency-progress', 'emergency-analysis']));
    expect(preset.roles['emergency-lead']?.standIns).toEqual(['call-centre-head']);
  });

  it('activates at once in variants 0, 4 and 5 (ME-0.2) and by decision of the leading group in 2 and 3 (ME-2.0)', () => {
    const modes = variants.map(
      (variant) => presetOf(withFile(shipped, 'own.yaml', own(variant)), 'own').activation?.mode,
    );

    expect(modes).toEqual(['at-once', 'at-once', 'by-decision', 'by-decision', 'at-once', 'at-once', 'at-once']);
  });

  it('asks for approval before execution in variant 2 (ME-2.1), for agreement in variant 3 (ME-3.3), suspends in variant 6 (ME-6.2)', () => {
    const variant = (number: string) => presetOf(withFile(shipped, 'own.yaml', own(number)), 'own');

    expect(variant('2').approvals['emergency-plan']?.order).toEqual([{ step: 'decision', role: 'leading-group' }]);
    expect(variant('3').gates['emergency-agreement']).toMatchObject({
      before: 'execution',
      needs: ['customer-agreed'],
    });
    expect(variant('6').suspension?.clauses).toEqual(['ME-6.2']);
    expect(variant('0').suspension).toBeNull();
  });

  it('reports upward again and again until the case is closed in variant 5 (ME-5.0)', () => {
    const preset = presetOf(withFile(shipped, 'own.yaml', own('5')), 'own');
    const told = {
      ...major,
      facts: [...major.facts, { fact: 'management-told' as const, at: '2026-11-18T03:00:00Z' }],
    };
    const report = deadlinesOf(preset, told, new Date('2026-11-20T00:00:00Z')).find(
      (found) => found.milestone === 'emergency-upward-report',
    );

    expect(report).toMatchObject({ from: new Date('2026-11-18T03:00:00Z'), satisfiedAt: null });
  });

  it('is named with its line where it is used wrongly', () => {
    const lines = (text: string) => assemblePresets(withFile(shipped, 'own.yaml', text)).faults.map(faultLine);

    expect(lines(own('9'))).toEqual([
      'own.yaml:9: overlays.0.variant: major-emergency needs a variant, one of 0, 1, 2, 3, 4, 5, 6',
    ]);
    expect(lines(own('2').replace('emergency-lead:', 'emergency-boss:'))).toEqual([
      'own.yaml:9: overlays.0.bind.emergency-boss: the overlay has no role emergency-boss',
    ]);
  });
});
