import { applies } from '#libs/policy/condition/applies.js';
import type { Task } from '#libs/policy/preset/handling.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Title } from '#libs/policy/preset/entry.schema.js';
import { rolesBehind } from '#libs/policy/preset/roles-behind.js';
import { factTitles } from '#libs/policy/words/fact-titles.table.js';
import type { Fact } from '#libs/contracts/vocabulary.js';
import type {
  ActivationRule,
  CaseDuties,
  ClosedGate,
  Duty,
  PlanSection,
  ReferralRule,
  SuspensionRule,
} from '../case/case-duties.port.js';
import { hasFact, latestFact, type CaseState } from '../case/case.state.js';

/** Tasks, activation, gates and suspension as one version of a preset has them. Pure. */
export class PresetDuties implements CaseDuties {
  readonly causes: readonly string[];
  readonly keepsEvidence: boolean;
  readonly transfersAtMost: number;
  readonly alias: string;
  readonly contactRoles: readonly string[];
  readonly referral: ReferralRule | null;

  constructor(private readonly preset: Preset) {
    this.keepsEvidence = preset.record.required.includes('evidence');
    this.alias = preset.privacy.alias.zh;
    this.contactRoles = Object.keys(preset.roles).filter((role) => preset.roles[role]?.seesContacts === true);
    const { referral } = preset;
    this.referral = referral && {
      decidedBy: this.behind([referral.decidedBy]),
      grounds: Object.entries(referral.grounds).map(([key, { title }]) => ({ key, title })),
    };
    this.transfersAtMost = preset.transfer.atMost;
    this.causes = Object.values(preset.causeCodes).map((code) => code.title.zh);
  }

  duty(key: string): Duty | null {
    const task = this.preset.tasks[key];
    return task === undefined ? null : this.toDuty(key, task);
  }

  opensOn(state: CaseState, fact: Fact): readonly Duty[] {
    return Object.entries(this.preset.tasks)
      .filter(([, task]) => task.opensOn === fact && applies(task.when, state))
      .map(([key, task]) => this.toDuty(key, task));
  }

  activation(state: CaseState): ActivationRule | null {
    const { activation } = this.preset;
    if (activation === null || !applies(activation.when, state)) {
      return null;
    }
    const { mode, mark } = activation;
    return { mode, mark, decidedBy: this.behind([activation.decidedBy]), tells: this.behind(activation.tells) };
  }

  closedGates(state: CaseState, before: 'planning' | 'execution' | 'closing'): readonly ClosedGate[] {
    return Object.values(this.preset.gates)
      .filter((gate) => gate.before === before && applies(gate.when, state))
      .map((gate) => ({ gate, missing: gate.needs.filter((fact) => !hasFact(state, fact)) }))
      .filter(({ missing }) => missing.length > 0)
      .map(({ gate, missing }) => ({
        title: gate.title.zh,
        needs: missing.map((fact) => factTitles[fact].zh).join('、'),
      }));
  }

  planSections(state: CaseState): readonly PlanSection[] {
    return Object.entries(this.preset.plan.sections)
      .filter(([, section]) => applies(section.when, state))
      .map(([key, section]) => ({ key, title: section.title.zh }));
  }

  suspension(state: CaseState): SuspensionRule | null {
    const { suspension } = this.preset;
    if (suspension === null || !applies(suspension.when, state)) {
      return null;
    }
    return {
      orderedBy: this.behind(suspension.orderedBy),
      acknowledgedBy: this.behind(suspension.acknowledgedBy),
      liftedBy: this.behind(suspension.liftedBy),
    };
  }

  asksFor(state: CaseState, missing: readonly string[]): readonly string[] {
    const { required, notOfAnonymous } = this.preset.record;
    const spared: readonly string[] = state.marks.includes('anonymous') ? notOfAnonymous : [];
    // What nobody can read out of a text is asked for together with the demand that it belongs to, or where no file came.
    const lacking = new Set(missing);
    if (lacking.has('demand')) {
      lacking.add('expected-time');
    }
    if (!state.marks.includes('material')) {
      lacking.add('evidence');
    }
    return required.filter((part) => lacking.has(part) && !spared.includes(part));
  }

  goodwill(state: CaseState): readonly string[] {
    return Object.values(this.preset.goodwill)
      .filter((offer) => applies(offer.when, state))
      .map((offer) => offer.title.zh);
  }

  limitsSetByApproval(state: CaseState): readonly string[] {
    return Object.entries(this.preset.milestones)
      .filter(([, { limit, when }]) => limit.kind === 'set' && limit.by === 'management' && applies(when, state))
      .map(([key]) => key);
  }

  stageTitle(state: CaseState): string | null {
    const stages = Object.values(this.preset.stages).map((stage) => ({
      title: stage.title.zh,
      reached: Math.max(...stage.reachedBy.map((fact) => latestFact(state, fact)?.getTime() ?? 0)),
    }));
    // Of two that were reached at the same instant the later one in the preset's order.
    const last = stages.toReversed().toSorted((a, b) => b.reached - a.reached)[0];
    return last === undefined || last.reached === 0 ? null : last.title;
  }

  causeOf(written: string): string | null {
    return keyOf(this.preset.causeCodes, written);
  }

  markOf(written: string): string | null {
    return keyOf(this.preset.marks, written);
  }

  kindOf(written: string): string | null {
    return keyOf(this.preset.complainantKinds, written);
  }

  kindTitle(kind: string): string {
    return this.preset.complainantKinds[kind]?.title.zh ?? kind;
  }

  private toDuty(key: string, task: Task): Duty {
    const roles = this.behind([task.role]);
    return {
      key,
      title: task.title.zh,
      roles,
      ofHandler: roles.includes(this.preset.dispatching.handlerRole),
      fact: task.fact,
      recurring: task.recurring,
      endsOn: task.milestone === null ? null : (this.preset.milestones[task.milestone]?.recurringUntil ?? null),
      sections: Object.entries(task.sections).map(([section, title]) => ({ key: section, title: title.zh })),
      reportsTo: this.behind(task.reportsTo),
      reported: task.reported,
      template: task.template,
    };
  }

  private behind(roles: readonly string[]): readonly string[] {
    return rolesBehind(this.preset, [...roles]);
  }
}

/** Entry of a register by its key or by either title. */
function keyOf(register: Readonly<Record<string, { readonly title: Title }>>, written: string): string | null {
  const wanted = written.trim().toLowerCase();
  const found = Object.entries(register).find(
    ([key, { title }]) => key === wanted || title.zh === written.trim() || title.en.toLowerCase() === wanted,
  );
  return found?.[0] ?? null;
}
