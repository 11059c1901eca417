import { decodeText } from '../../mime/charset.js';
import type { CalendarEvent } from '../parsed-mail.js';

const MAX_EVENTS = 50;

function unescape(value: string): string {
  return value
    .replace(/\\n/giu, '\n')
    .replace(/\\([,;\\])/gu, '$1')
    .trim();
}

/** The events of a calendar part (RFC 5545 3.4). Times stay as written, since their zone may be a name of the sender's. */
export function readCalendar(content: Buffer, parameters: ReadonlyMap<string, string>): CalendarEvent[] {
  const text = decodeText(content, parameters.get('charset') ?? 'utf-8').text.replace(/\r?\n[ \t]/gu, '');
  const method = /^METHOD:(.+)$/imu.exec(text)?.[1]?.trim() ?? parameters.get('method') ?? null;
  const events: CalendarEvent[] = [];
  for (const block of text.split(/^BEGIN:VEVENT\s*$/imu).slice(1, MAX_EVENTS + 1)) {
    const body = block.split(/^END:VEVENT\s*$/imu)[0] ?? '';
    const field = (name: string): string | null =>
      new RegExp(`^${name}(?:;[^:\\n]*)?:(.*)$`, 'imu').exec(body)?.[1]?.trim() ?? null;
    events.push({
      method,
      summary: unescape(field('SUMMARY') ?? ''),
      start: field('DTSTART'),
      end: field('DTEND'),
      location: unescape(field('LOCATION') ?? ''),
      organizer: field('ORGANIZER')?.replace(/^mailto:/iu, '') ?? null,
    });
  }
  return events;
}
