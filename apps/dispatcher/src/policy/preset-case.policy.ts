import type { PersonId } from '#libs/contracts/identity.js';
import type { Fact, NoticeChannel, Tag } from '#libs/contracts/vocabulary.js';
import { addSeconds, addSpan } from '#libs/policy/calendar/passing.js';
import { applies } from '#libs/policy/condition/applies.js';
import type { Deadline } from '#libs/policy/deadline/deadline.js';
import { deadlinesOf, passingOf } from '#libs/policy/deadline/deadlines-of.js';
import type { Limit } from '#libs/policy/preset/limit.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { rolesBehind } from '#libs/policy/preset/roles-behind.js';
import { routeCase, unitsAbove } from '#libs/policy/routing/route-case.js';
import { minuteWords } from '#libs/policy/words/instant-words.js';
import { limitWords } from '#libs/policy/words/limit-words.js';
import { findHolders, onShift, type Place } from '#libs/roster/find-holders.js';
import type { Person, Roster } from '#libs/roster/roster.js';
import type { CaseDuties } from '../case/case-duties.port.js';
import type { Assignment, CasePolicy, TagAlert } from '../case/case-policy.port.js';
import type { CaseState, ReviewStep } from '../case/case.state.js';
import type { WatchedMilestone } from '../watch/escalation.decision.js';
import { instantOfDay } from '../command/limit/instant-of-day.js';
import type { WrittenLimit } from '../command/limit/read-limit.js';
import { forbiddenPhraseIn } from './forbidden-phrase.js';
import { PresetDuties } from './preset-duties.js';

type TitleLanguage = 'zh' | 'en';

/** What one version of a preset and the roster of today answer for a case at an instant. Pure. */
export class PresetCasePolicy implements CasePolicy {
  readonly undoWindowMs: number;
  readonly dispatchChannels: readonly NoticeChannel[];
  readonly tellsWhoAccepted: boolean;
  readonly extensionRoles: readonly string[];
  readonly duties: CaseDuties;

  constructor(
    readonly preset: Preset,
    private readonly roster: Roster,
    private readonly now: Date,
  ) {
    this.duties = new PresetDuties(preset);
    this.undoWindowMs = preset.undo.windowSeconds * 1_000;
    this.dispatchChannels = preset.dispatching.channels;
    this.tellsWhoAccepted = Object.values(preset.milestones).some(
      (milestone) => milestone.until === 'human-response-told',
    );
    this.extensionRoles = preset.extension ? rolesBehind(preset, [preset.extension.confirmedBy]) : [];
  }

  tagTitle(tag: Tag, language: TitleLanguage): string {
    return this.preset.tags[tag]?.title[language] ?? tag;
  }

  categoryTitle(category: string, language: TitleLanguage): string {
    return this.preset.categories[category]?.title[language] ?? category;
  }

  categoryOf(written: string): string | null {
    const wanted = written.trim().toLowerCase();
    const found = Object.entries(this.preset.categories).find(
      ([key, entry]) => key === wanted || entry.title.zh === written.trim() || entry.title.en.toLowerCase() === wanted,
    );
    return found?.[0] ?? null;
  }

  unitTitle(unit: string, language: TitleLanguage): string {
    return this.roster.unit(unit)?.title[language] ?? unit;
  }

  departmentTitle(department: string, language: TitleLanguage): string {
    return this.preset.departments[department]?.title[language] ?? department;
  }

  /** The desk as complainants are told of it. */
  deskTitle(language: TitleLanguage): string {
    const desk = this.preset.dispatching.deskRole;
    return this.preset.roles[desk]?.title[language] ?? desk;
  }

  limitTitle(limit: Limit, language: TitleLanguage): string {
    return limitWords(limit)[language];
  }

  assign(state: CaseState, category: string, away: readonly PersonId[] = []): Assignment | null {
    const route = routeCase(this.preset, this.roster, { unit: state.unit, category });
    if (route.kind === 'desk') {
      return null;
    }
    const place = { unit: route.unit, department: route.department };
    const handler = onShift(this.preset, route.role, this.found(state, route.role, place), this.now).find(
      (person) => !away.includes(person.id),
    );
    return handler ? this.assignmentTo(handler, route.department) : this.aside(state, away);
  }

  deputyFor(state: CaseState, person: PersonId): Assignment | null {
    const named = this.roster.person(person)?.deputy;
    const deputy = named == null ? null : this.roster.person(named);
    const department = state.department ?? deputy?.department;
    return deputy && !state.keptOut.includes(deputy.id) && department != null
      ? this.assignmentTo(deputy, department)
      : null;
  }

  findTarget(state: CaseState, written: string): Assignment | null {
    const person = [...this.roster.people.values()].find(
      (candidate) =>
        candidate.name === written || candidate.id === written || candidate.mails.includes(written.toLowerCase()),
    );
    if (person) {
      return person.department === null ? null : this.assignmentTo(person, person.department);
    }
    const department = Object.entries(this.preset.departments).find(
      ([key, entry]) =>
        key === written || entry.title.zh === written || entry.title.en.toLowerCase() === written.toLowerCase(),
    )?.[0];
    if (department === undefined) {
      return null;
    }
    const found = this.found(state, this.preset.dispatching.handlerRole, { unit: state.unit, department });
    const handler = found.find((candidate) => candidate.id !== state.handler);
    return handler ? this.assignmentTo(handler, department) : null;
  }

  desk(state: CaseState): readonly PersonId[] {
    const role = this.preset.dispatching.deskRole;
    const free = onShift(this.preset, role, this.found(state, role), this.now).map((person) => person.id);
    if (free.length > 0) {
      return free;
    }
    // All of the desk are kept out: the preset's department for such cases has it, or else the desk still hears of it.
    const aside = this.aside(state, []);
    return aside ? [aside.handler] : this.holders({ ...state, keptOut: [] }, [role]);
  }

  holders(state: CaseState, roles: readonly string[]): readonly PersonId[] {
    const found = rolesBehind(this.preset, [...roles]).flatMap((role) => this.found(state, role));
    return [...new Set(found.map((person) => person.id))];
  }

  isDesk(state: CaseState, person: PersonId): boolean {
    const free = this.found(state, this.preset.dispatching.deskRole);
    return free.length > 0 ? free.some((holder) => holder.id === person) : this.desk(state).includes(person);
  }

  isManagement(state: CaseState, person: PersonId): boolean {
    const roles = Object.values(this.preset.approvals).flatMap((approval) =>
      approval.order.filter((step) => step.step === 'decision').map((step) => step.role),
    );
    return this.holders(state, roles).includes(person);
  }

  nameOf(person: PersonId): string {
    return this.roster.person(person)?.name ?? person;
  }

  superiorOf(person: PersonId): PersonId | null {
    return this.roster.person(person)?.reportsTo ?? null;
  }

  alerts(state: CaseState, on: Fact): readonly TagAlert[] {
    return Object.values(this.preset.dispatching.copies)
      .filter((copy) => copy.on === on && applies(copy.when, state))
      .map((copy) => ({ template: copy.template, roles: copy.roles, channels: copy.channels, fact: copy.fact }));
  }

  reviewSteps(state: CaseState): readonly ReviewStep[] {
    return Object.values(this.preset.approvals)
      .filter((approval) => approval.of === 'plan' && applies(approval.when, state))
      .flatMap((approval) =>
        approval.order.map((step) => ({
          kind: step.step === 'opinion' ? ('opinion' as const) : ('approval' as const),
          roles: rolesBehind(this.preset, [step.role]),
          clauses: approval.clauses,
        })),
      );
  }

  resolutionLimit(state: CaseState): { milestone: string; limit: Limit; dueAt: Date } | null {
    const deadline = this.earliest(state, 'resolved');
    return deadline?.dueAt ? { milestone: deadline.milestone, limit: deadline.limit, dueAt: deadline.dueAt } : null;
  }

  planMilestones(state: CaseState): readonly string[] {
    return Object.entries(this.preset.milestones)
      .filter(([, milestone]) => isSetByPlan(milestone.limit) && applies(milestone.when, state))
      .map(([key]) => key);
  }

  dueFor(state: CaseState, fact: Fact): Date | null {
    return this.earliest(state, fact)?.dueAt ?? null;
  }

  /** Whether a limit that runs round the clock ends with this fact. */
  runsRoundTheClock(state: CaseState, fact: Fact): boolean {
    return Object.values(this.preset.milestones).some(
      (milestone) =>
        milestone.until === fact &&
        applies(milestone.when, state) &&
        this.preset.clocks[milestone.clock]?.kind === 'round-the-clock',
    );
  }

  /** A milestone by its key; null where this version of the preset has none. */
  milestone(key: string): WatchedMilestone | null {
    const entry = this.preset.milestones[key];
    if (!entry) {
      return null;
    }
    const owners = rolesBehind(this.preset, [entry.owner]);
    const tag = entry.missed?.tag;
    return {
      title: entry.title.zh,
      from: entry.from,
      until: entry.until,
      recurringUntil: entry.recurringUntil ?? null,
      owners,
      ownerIsHandler: owners.includes(this.preset.dispatching.handlerRole),
      missed: entry.missed && tag !== undefined && tag !== 'invalid' ? { tag, clauses: entry.missed.clauses } : null,
    };
  }

  dueOf(limit: WrittenLimit, from: Date): Date | null {
    const clock = this.workingClock();
    const passing = passingOf(this.preset, clock);
    switch (limit.kind) {
      case 'working-days':
        return passing.kind === 'working-time'
          ? addSpan(passing, from, { kind: 'working-days', days: Math.max(1, Math.ceil(limit.amount)), text: '' })
          : null;
      case 'hours':
        return addSeconds({ kind: 'round-the-clock', timeZone: this.preset.timeZone }, from, limit.amount * 3_600);
      case 'days':
        return addSeconds({ kind: 'round-the-clock', timeZone: this.preset.timeZone }, from, limit.amount * 86_400);
      case 'day':
        return instantOfDay(limit, from, this.preset.timeZone);
    }
    return limit satisfies never;
  }

  forbiddenPhrase(text: string): string | null {
    return forbiddenPhraseIn(this.preset, text);
  }

  formatInstant(at: Date): string {
    return minuteWords(at, this.preset.timeZone);
  }

  private earliest(state: CaseState, until: Fact): Deadline | null {
    const running = deadlinesOf(this.preset, state, this.now).filter(
      (deadline) =>
        this.preset.milestones[deadline.milestone]?.until === until &&
        deadline.dueAt !== null &&
        !isSetByPlan(deadline.limit),
    );
    return running.toSorted((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0))[0] ?? null;
  }

  /** Where everybody who would handle it is kept out: the department that the preset names for such a conflict. */
  private aside(state: CaseState, away: readonly PersonId[]): Assignment | null {
    if (state.keptOut.length === 0) {
      return null;
    }
    for (const { department, at } of Object.values(this.preset.conflictOfInterest)) {
      const unit = at === 'group' ? (unitsAbove(this.roster, state.unit).at(-1) ?? state.unit) : state.unit;
      const people =
        department === null ? [] : this.found(state, this.preset.dispatching.handlerRole, { unit, department });
      const handler = people.find((person) => !away.includes(person.id));
      if (department !== null && handler) {
        return this.assignmentTo(handler, department);
      }
    }
    return null;
  }

  /** Whoever plays a role on the case, without those who are kept out of it. */
  private found(state: CaseState, role: string, place: Place = placeOf(state)): readonly Person[] {
    return findHolders(this.preset, this.roster, role, place, state.keptOut)?.people ?? [];
  }

  private assignmentTo(person: Person, department: string): Assignment {
    return { department, handler: person.id };
  }

  private workingClock(): string {
    return (
      Object.entries(this.preset.clocks).find(([, clock]) => clock.kind === 'working-time')?.[0] ??
      Object.keys(this.preset.clocks)[0] ??
      ''
    );
  }
}

function isSetByPlan(limit: Limit): boolean {
  return limit.kind === 'set' && limit.by === 'plan';
}

function placeOf(state: CaseState): Place {
  return { unit: state.unit, department: state.department };
}
