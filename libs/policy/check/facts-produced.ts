import type { Fact } from '#libs/contracts/vocabulary.js';
import type { Preset } from '../preset/preset.schema.js';

/** Facts that come with every case, whatever the preset says: of registration, of commands, of answers. */
const always: readonly Fact[] = [
  'received',
  'registered',
  'acknowledged',
  'tagged',
  'tagged-major',
  'department-told',
  'assigned',
  'accepted',
  'contacted',
  'human-response-told',
  'planned',
  'customer-told-plan',
  'customer-agreed',
  'progress-told',
  'resolved',
  'confirmed',
  'return-visit',
  'closed',
];

/** Facts of commands that any preset may ask for: 调查, 整改, 任务 and the like file them. */
const filed: readonly Fact[] = ['diagnosed', 'result-filed', 'rectification-filed'];

/** Every fact that can come to be under a preset. */
export function factsProduced(preset: Preset): ReadonlySet<Fact> {
  const approvals = Object.values(preset.approvals).filter((approval) => approval.of === 'plan');
  return new Set<Fact>([
    ...always,
    ...filed,
    ...Object.values(preset.dispatching.copies).flatMap((copy) => (copy.fact === null ? [] : [copy.fact])),
    ...Object.values(preset.tasks).flatMap((task) => [task.fact, ...(task.reported === null ? [] : [task.reported])]),
    ...(approvals.length > 0 ? (['plan-submitted', 'approved'] as const) : []),
    ...(approvals.some((approval) => approval.order.some((step) => step.step === 'opinion'))
      ? (['opinion-filed'] as const)
      : []),
    ...(preset.activation === null ? [] : (['activation-decided', 'opinion-reported'] as const)),
    ...(preset.suspension === null ? [] : (['suspended', 'suspension-acknowledged', 'suspension-lifted'] as const)),
    ...(preset.repeats === null ? [] : (['escalated-repeat'] as const)),
  ]);
}
