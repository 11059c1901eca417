import { catalogue, subscriptionsOf, type CaseEventType, type DataOf } from '#libs/contracts/catalogue.js';

/** A `case.*` or `notice.*` message, as far as the watchdog looks at it. */
export interface CaseEvent {
  readonly type: CaseEventType;
  readonly data: DataOf<CaseEventType>;
  /** Business time of the fact. */
  readonly occurredAt: Date;
}

function isCaseEventType(type: string): type is CaseEventType {
  return type.startsWith('case.') || type.startsWith('notice.');
}

/** What the watchdog must handle of them; the boot check compares it with the catalogue. */
export const caseEventTypes: readonly CaseEventType[] = subscriptionsOf('watchdog').filter(isCaseEventType);

/** Reads an event that was put aside; it was valid when it came. */
export function readCaseEvent(type: string, data: unknown, occurredAt: Date): CaseEvent {
  const schema = catalogue.get(type)?.schema;
  if (schema === undefined || !isCaseEventType(type)) {
    throw new Error(`${type} is not an event of a case`);
  }
  return { type, data: schema.parse(data) as DataOf<CaseEventType>, occurredAt };
}
