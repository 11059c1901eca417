import { factAt, type Changed, type NoticeRequest, type OfferedAnswer } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';

/** What all members of a group are told, in the words of the case that leads (PG-12). */
export interface Statement {
  readonly template: StatementTemplate;
  readonly parameters: Readonly<Record<string, string>>;
  readonly offers: readonly OfferedAnswer[];
  readonly fact: NoticeRequest['factWhenTold'];
  readonly urgent: boolean;
}

export const statementTemplates = ['handler-reply', 'plan-in-review', 'plan-told', 'resolved-question'] as const;
export type StatementTemplate = (typeof statementTemplates)[number];

export function isStatement(template: string): template is StatementTemplate {
  return (statementTemplates as readonly string[]).includes(template);
}

/**
 * A member is told the same under its own number. What the leading case has reached, the member has reached with it: a
 * plan is in force, the matter is settled and its complainant is asked. A member that has ended is told nothing.
 */
export function followStatement(
  state: CaseState,
  statement: Statement,
  leading: string,
  policy: Pick<CasePolicy, 'desk'>,
  now: Date,
): Changed {
  if (state.stage === 'closed' || state.number === null) {
    return change(state, {});
  }
  const notices = state.reachableBy === null ? byCall(state, statement, policy) : [toMember(statement)];
  const history = [
    { event: 'group-told', by: 'system' as const, text: null, codes: { template: statement.template, leading } },
  ];
  switch (statement.template) {
    case 'handler-reply':
      return change(state, {
        sayings: [{ type: 'case.contacted', facts: [factAt('contacted', now)], also: {} }],
        notices,
        history,
      });
    case 'plan-in-review':
    case 'plan-told':
      return change(state, {
        sayings: [{ type: 'case.noted', facts: [factAt('planned', now)], also: {} }],
        notices,
        history,
      });
    case 'resolved-question':
      return state.stage === 'resolved'
        ? change(state, {})
        : change(state, {
            set: { stage: 'resolved', transfer: null, extension: null, question: null },
            sayings: [{ type: 'case.resolved', facts: [factAt('resolved', now)], also: {} }],
            notices,
            history,
          });
  }
  return statement.template satisfies never;
}

function toMember({ template, parameters, offers, urgent, fact }: Statement): NoticeRequest {
  return {
    template,
    to: { kind: 'complainant' },
    channel: 'reachable',
    parameters,
    quotes: [],
    offers,
    held: false,
    urgent,
    factWhenTold: fact,
  };
}

/** Whoever cannot be written to is told by telephone. */
function byCall(
  state: CaseState,
  { parameters, urgent }: Statement,
  policy: Pick<CasePolicy, 'desk'>,
): NoticeRequest[] {
  const text = parameters['text'] ?? parameters['result'] ?? parameters['planMeasures'] ?? '';
  return toAll(policy.desk(state), 'call-task', {
    parameters: { text },
    quotes: ['complaint'],
    offers: ['contacted', 'help'],
    urgent,
  });
}
