import { z } from 'zod';
import { exchange, jsonOf } from '../http/exchange.js';

export interface VonageReports {
  /** `https://api.nexmo.com`; a stub in tests. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly deadlineMs: number;
}

/** One record of the Reports API (product SMS). */
export const VonageRecord = z.object({
  message_id: z.string().min(1),
  from: z.string().default(''),
  to: z.string().default(''),
  client_ref: z.string().nullable().default(null),
  status: z.string().default(''),
  error_code: z.string().nullable().default(null),
  message_body: z.string().nullable().default(null),
});
export type VonageRecord = z.infer<typeof VonageRecord>;

const Page = z.object({
  records: z.array(z.unknown()),
  _links: z.object({ next: z.object({ href: z.string() }).optional() }).optional(),
});

export interface VonageQuestion {
  readonly direction: 'inbound' | 'outbound';
  readonly since: Date;
  readonly until: Date;
  readonly withText: boolean;
}

/** More pages than this are no answer: who asked must ask for less. */
const mostPages = 50;

/** Records between two instants; null when they could not be had. Asks the Reports API, which costs per record. */
export async function loadVonageRecords(
  access: VonageReports,
  { direction, since, until, withText }: VonageQuestion,
): Promise<VonageRecord[] | null> {
  const query = new URLSearchParams({
    account_id: access.apiKey,
    product: 'SMS',
    direction,
    date_start: since.toISOString(),
    date_end: until.toISOString(),
    include_message: String(withText),
  });
  const { origin } = new URL(access.baseUrl);
  let url: string | null = `${origin}/v2/reports/records?${query.toString()}`;
  const records: VonageRecord[] = [];
  for (let page = 0; url !== null && page < mostPages; page += 1) {
    const read = await readPage(access, url);
    if (read === null) {
      return null;
    }
    records.push(...read.records);
    url = read.next === null ? null : new URL(read.next, origin).href;
    if (url !== null && new URL(url).origin !== origin) {
      return null; // the key goes to nobody else
    }
  }
  return url === null ? records : null;
}

async function readPage(
  { apiKey, apiSecret, deadlineMs }: VonageReports,
  url: string,
): Promise<{ records: VonageRecord[]; next: string | null } | null> {
  const Authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  const result = await exchange({ method: 'GET', url, headers: { Authorization } }, deadlineMs);
  const page = result.kind === 'answered' && result.status === 200 ? Page.safeParse(jsonOf(result)).data : undefined;
  return page === undefined
    ? null
    : {
        records: page.records.flatMap((record) => VonageRecord.safeParse(record).data ?? []),
        next: page._links?.next?.href ?? null,
      };
}
