import { CaseId, DeliveryId, PersonId } from '#libs/contracts/identity.js';
import type { CaseState } from '../case/case.state.js';
import type { CaseRow, StoredExtension, StoredPlan, StoredTask } from './case.entity.js';

/** The columns of a case that its state is made of. */
export type StoredCase = Omit<CaseRow, 'numberBy' | 'receivedAt' | symbol> & { readonly receivedAt: string };

type Columns = Omit<CaseRow, 'numberBy' | symbol>;

export function toState(row: Columns): CaseState {
  const { presetId, presetVersion, plan, extension, tasks, ...rest } = row;
  return {
    id: CaseId.parse(row.id),
    version: rest.version,
    preset: { id: presetId, version: presetVersion },
    unit: rest.unit,
    deliveryId: DeliveryId.parse(rest.deliveryId),
    channel: rest.channel,
    origin: rest.origin,
    language: rest.language,
    receivedAt: rest.receivedAt,
    reachableBy: rest.reachableBy ?? null,
    number: rest.number ?? null,
    stage: rest.stage,
    tag: rest.tag ?? null,
    clauses: rest.clauses,
    category: rest.category ?? null,
    urgent: rest.urgent,
    marks: rest.marks,
    question: rest.question ?? null,
    acknowledged: rest.acknowledged,
    department: rest.department ?? null,
    handler: rest.handler == null ? null : PersonId.parse(rest.handler),
    keptOut: rest.keptOut.map((person) => PersonId.parse(person)),
    transfer: rest.transfer ?? null,
    plan: plan ? { ...plan, dueAt: new Date(plan.dueAt) } : null,
    extension: extension ? { ...extension, dueAt: new Date(extension.dueAt) } : null,
    tasks: tasks.map(({ task, openedAt, filedAt }) => ({
      task,
      openedAt: new Date(openedAt),
      filedAt: filedAt === null ? null : new Date(filedAt),
    })),
    activation: rest.activation ?? null,
    complainantKind: rest.complainantKind ?? null,
    facts: rest.facts,
    pauses: rest.pauses,
    agreedLimits: rest.agreedLimits,
    closeReason: rest.closeReason ?? null,
  };
}

export function toColumns(state: CaseState): Columns {
  const { preset, plan, extension, tasks, clauses, marks, keptOut, ...rest } = state;
  const storedPlan: StoredPlan | null = plan && { ...plan, dueAt: plan.dueAt.toISOString() };
  const storedExtension: StoredExtension | null = extension && { ...extension, dueAt: extension.dueAt.toISOString() };
  const storedTasks: StoredTask[] = tasks.map(({ task, openedAt, filedAt }) => ({
    task,
    openedAt: openedAt.toISOString(),
    filedAt: filedAt?.toISOString() ?? null,
  }));
  return {
    ...rest,
    presetId: preset.id,
    presetVersion: preset.version,
    clauses: [...clauses],
    marks: [...marks],
    keptOut: [...keptOut],
    plan: storedPlan,
    extension: storedExtension,
    tasks: storedTasks,
  };
}
