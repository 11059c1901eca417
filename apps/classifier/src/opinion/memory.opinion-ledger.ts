import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { whyNotAsk, restMs } from './budget.decision.js';
import { OpinionLedger, type Reserved } from './opinion-ledger.port.js';
import type { Opinion } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';

const hourMs = 3_600_000;

/** For one process without a database, such as `bin/redress classify`: forgotten when it ends. */
export class MemoryOpinionLedger extends OpinionLedger {
  private readonly calls: { id: string; at: number; outcome: string | null }[] = [];
  private readonly opinions = new Map<string, Opinion>();
  private readonly key = randomBytes(32);

  constructor(private readonly nowMs: () => number) {
    super();
  }

  override reserve(budget: OpinionSettings['budget']): Promise<Reserved> {
    const now = this.nowMs();
    const since = (ms: number) => this.calls.filter((call) => call.at > now - ms);
    const code = whyNotAsk(
      {
        lastHour: since(hourMs).length,
        lastDay: since(24 * hourMs).length,
        newest: since(restMs)
          .toReversed()
          .map((call) => call.outcome),
      },
      budget,
    );
    if (code !== null) {
      return Promise.resolve({ kind: 'spent', code });
    }
    const id = randomUUID();
    this.calls.push({ id, at: now, outcome: null });
    return Promise.resolve({ kind: 'reserved', call: id });
  }

  override settle(id: string, outcome: string): Promise<void> {
    const call = this.calls.find((one) => one.id === id);
    if (call !== undefined) {
      call.outcome = outcome;
    }
    return Promise.resolve();
  }

  override known(fingerprint: string): Promise<Opinion | null> {
    return Promise.resolve(this.opinions.get(fingerprint) ?? null);
  }

  override keep(fingerprint: string, opinion: Opinion): Promise<void> {
    this.opinions.set(fingerprint, opinion);
    return Promise.resolve();
  }

  override fingerprint(content: string): string {
    return createHmac('sha256', this.key).update(content).digest('hex');
  }
}
