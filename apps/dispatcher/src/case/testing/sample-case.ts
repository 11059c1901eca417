import { CaseId, DeliveryId, PersonId } from '#libs/contracts/identity.js';
import type { Assignment, CasePolicy } from '../case-policy.port.js';
import type { CaseState } from '../case.state.js';

export const [desk, zhou, wu, boss] = ['desk-li', 'zhou-wei', 'wu-min', 'boss-tang'].map((id) =>
  PersonId.parse(id),
) as [PersonId, PersonId, PersonId, PersonId];
export const now = new Date('2026-11-23T02:00:00Z');
export const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const to = (handler: PersonId): Assignment => ({ department: 'engineering', handler });

/** The desk is one person; the vice president's role is held by the boss and by a handler. */
export const policy: CasePolicy = {
  duties: {
    causes: [],
    alias: '客户A',
    contactRoles: [],
    goodwill: () => [],
    limitsSetByApproval: () => [],
    referral: null,
    keepsEvidence: false,
    transfersAtMost: 5,
    asksFor: (_state, missing) => missing,
    stageTitle: () => null,
    duty: () => null,
    opensOn: () => [],
    activation: () => null,
    closedGates: () => [],
    planSections: () => [],
    suspension: () => null,
    causeOf: () => null,
    markOf: () => null,
    kindOf: () => null,
    kindTitle: (kind) => kind,
  },
  undoWindowMs: 120_000,
  dispatchChannels: ['mail'],
  tellsWhoAccepted: false,
  extensionRoles: ['vice'],
  categoryOf: (written) => written,
  assign: (_state, category) => (category === 'security' ? to(wu) : null),
  deputyFor: () => null,
  findTarget: () => to(wu),
  desk: () => [desk],
  holders: () => [boss, wu],
  isDesk: (_state, who) => who === desk,
  isManagement: (_state, who) => who === boss,
  nameOf: (who) => who,
  superiorOf: () => null,
  alerts: () => [],
  reviewSteps: () => [{ kind: 'approval', roles: ['vice'], clauses: ['ME-2.1'] }],
  resolutionLimit: () => ({ milestone: 'resolution', dueAt: later(6_000) }),
  planMilestones: () => [],
  dueFor: () => null,
  dueOf: (limit, from) => (limit.kind === 'working-days' ? new Date(from.getTime() + limit.amount * 86_400_000) : null),
  forbiddenPhrase: () => null,
  formatInstant: (at) => at.toISOString(),
};

/** A general complaint that Zhou has taken. */
export const accepted: CaseState = {
  id: CaseId.parse('0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a01'),
  version: 4,
  preset: { id: 'property-group', version: '1' },
  unit: 'jinxiu',
  deliveryId: DeliveryId.parse('0b9d3f5e-5d0c-4c8e-9a51-0d3a0e3f1a02'),
  channel: 'mail',
  origin: 'mail',
  language: 'zh',
  receivedAt: now,
  reachableBy: 'mail',
  number: '202611-ZL-001',
  stage: 'accepted',
  tag: 'general',
  clauses: [],
  category: 'building-quality',
  urgent: false,
  marks: [],
  question: null,
  acknowledged: true,
  department: 'engineering',
  handler: zhou,
  keptOut: [],
  transfer: null,
  plan: null,
  extension: null,
  tasks: [],
  activation: null,
  complainantKind: null,
  facts: [],
  pauses: [],
  agreedLimits: [],
  closeReason: null,
};
