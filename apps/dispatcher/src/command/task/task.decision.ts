import type { Fact } from '#libs/contracts/vocabulary.js';
import { factAt, refused, type Decision } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import { toPerson } from '../../case/notice-request.js';
import type { Duty } from '../../case/case-duties.port.js';
import type { CaseState } from '../../case/case.state.js';
import { dutiesOf } from '../../duty/owners-of.js';
import { readSections } from '../grammar/read-sections.js';
import type { CommandContext } from '../command.context.js';

/** 任务: files the result of a task that the sender owes; where there are several, its title says which. */
export function decideTask(state: CaseState, text: string, context: CommandContext): Decision {
  const duties = dutiesOf(state, context.actor, context.policy);
  const named = duties.find(({ title }) => text.startsWith(title));
  const duty = named ?? (duties.length === 1 ? duties[0] : undefined);
  if (duty === undefined) {
    return duties.length === 0
      ? refused('no-task')
      : refused('which-task', { tasks: duties.map(({ title }) => title).join('、') });
  }
  return file(state, duty, named === undefined ? text : withoutTitle(text, duty.title), context);
}

/** 调查 and 整改: the same, for the task that ends in this fact; 调查 of a complex matter is its first diagnosis (PC-14.1). */
export function decideFiling(state: CaseState, fact: Fact, text: string, context: CommandContext): Decision {
  const duty = dutiesOf(state, context.actor, context.policy).find((candidate) => candidate.fact === fact);
  if (duty !== undefined) {
    return file(state, duty, text, context);
  }
  if (fact !== 'analysis-filed' || state.handler !== context.actor) {
    return refused('no-task');
  }
  return text === ''
    ? refused('text-missing', { verb: 'findings' })
    : change(state, {
        sayings: [{ type: 'case.noted', facts: [factAt('diagnosed', context.now)], also: {} }],
        history: [{ event: 'diagnosed', by: context.actor, text: { kind: 'note', value: text }, codes: {} }],
      });
}

function withoutTitle(text: string, title: string): string {
  return text.slice(title.length).replace(/^[\s:：,，。;；]+/u, '');
}

function file(state: CaseState, duty: Duty, text: string, { now, actor, policy }: CommandContext): Decision {
  if (text === '') {
    return refused('text-missing', { verb: 'task' });
  }
  const cause =
    duty.fact === 'rectification-filed' ? policy.duties.causeOf(text.split(/[\s:：,，;；]/u, 1)[0] ?? '') : '';
  if (cause === null) {
    return refused('cause-missing', { causes: policy.duties.causes.join('、') });
  }
  const { missing } = readSections(text, duty.sections);
  if (missing.length > 0) {
    return refused('report-incomplete', { missing: missing.join('、') });
  }
  // Whoever handles the case reads every result; beyond that whom the preset names.
  const reported = policy.holders(state, duty.reportsTo);
  const told = [...reported, ...(state.handler === null ? [] : [state.handler])];
  const readers = [...new Set(told)].filter((person) => person !== actor);
  return change(state, {
    set: {
      tasks: state.tasks.map((task) =>
        task.task === duty.key && task.filedAt === null && !duty.recurring ? { ...task, filedAt: now } : task,
      ),
    },
    sayings: [{ type: 'case.noted', facts: [factAt(duty.fact, now)], also: {} }],
    notices: readers.map((person) =>
      toPerson(person, 'task-filed', {
        parameters: { task: duty.title, text, handler: policy.nameOf(actor) },
        quotes: ['complaint'],
        urgent: state.urgent || state.tag === 'major',
        // Told to whom it is due upward, not to whoever merely reads along.
        factWhenTold: reported.includes(person) ? duty.reported : null,
      }),
    ),
    history: [
      {
        event: 'task-filed',
        by: actor,
        text: { kind: 'note', value: text },
        codes: { task: duty.key, ...(cause === '' ? {} : { cause }) },
      },
    ],
  });
}
