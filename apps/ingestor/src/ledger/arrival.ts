import type { IntakePoint } from '../plan/intake-point.js';
import type { Transport } from '../store/delivery.entity.js';
import type { ArrivalFacts } from '../admit/decide-admission.js';

/** One arrival, as a transport hands it in. */
export interface Arrival {
  readonly transport: Transport;
  readonly point: IntakePoint;
  /** Unique within transport and point, never with personal data in it. */
  readonly identity: string;
  /** Business time. */
  readonly receivedAt: Date;
  /** As it came, byte by byte. */
  readonly raw: Buffer;
  /** Differs from `raw.length` when only the beginning was taken. */
  readonly sizeBytes: number;
  readonly limitBytes: number;
  readonly doubt: ArrivalFacts['doubt'];
}

/** A transport's identity as tombstones in the vault name it. */
export function transportMark({
  transport,
  point,
  identity,
}: Pick<Arrival, 'transport' | 'point' | 'identity'>): string {
  return `${transport}:${point.key}:${identity}`;
}
