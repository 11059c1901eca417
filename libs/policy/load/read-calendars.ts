import { Calendar } from '../calendar/calendar.schema.js';
import { isTimeZone } from './is-time-zone.js';
import { parseSource } from './parse-source.js';
import { faultAt, type PolicyFault } from './policy-fault.js';
import { schemaFaults } from './schema-faults.js';
import { plainOf } from './source-node.js';

/** A file as it lies on the disk, named as it is to be named in faults. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
}

/** Reads the calendars; by id. */
export function readCalendars(files: readonly NamedText[]): {
  calendars: Readonly<Record<string, Calendar>>;
  faults: PolicyFault[];
} {
  const calendars: Record<string, Calendar> = {};
  const faults: PolicyFault[] = [];
  for (const { file, text } of files) {
    const source = parseSource(file, text);
    if (source.kind === 'broken') {
      faults.push(...source.faults);
      continue;
    }
    const read = Calendar.safeParse(plainOf(source.root), { reportInput: true });
    if (!read.success) {
      faults.push(...schemaFaults(source.root, read.error));
      continue;
    }
    if (!isTimeZone(read.data.timeZone)) {
      faults.push(faultAt(source.root, ['timeZone'], `there is no time zone ${read.data.timeZone}`));
    }
    if (calendars[read.data.id] !== undefined) {
      faults.push(faultAt(source.root, ['id'], `a second calendar is called ${read.data.id}`));
    }
    calendars[read.data.id] = read.data;
  }
  return { calendars, faults };
}
