import { Injectable } from '@nestjs/common';

/** Throws when what it looks at cannot be used. */
export type ReadinessProbe = () => Promise<void> | void;

export interface ReadinessFinding {
  readonly name: string;
  readonly ready: boolean;
  /** Name or code of the failure, never its text: error texts quote addresses and connection strings. */
  readonly reason: string | null;
}

/** Longest that one probe may take before it counts as failed. */
const probeLimitMs = 2_000;

/**
 * What must work before this service may be given work. Each part registers itself under a name when it starts:
 * `readiness.register('transport', () => …)`.
 */
@Injectable()
export class Readiness {
  private readonly probes = new Map<string, ReadinessProbe>();
  private stopping = false;

  register(name: string, probe: ReadinessProbe): void {
    if (this.probes.has(name)) {
      throw new Error(`two readiness probes are called ${name}`);
    }
    this.probes.set(name, probe);
  }

  /** From here on the service says that it is not ready, so that nobody sends it anything new. */
  announceStop(): void {
    this.stopping = true;
  }

  async look(): Promise<ReadinessFinding[]> {
    const findings = await Promise.all([...this.probes].map(([name, probe]) => lookAt(name, probe)));
    return this.stopping ? [...findings, { name: 'process', ready: false, reason: 'stopping' }] : findings;
  }
}

async function lookAt(name: string, probe: ReadinessProbe): Promise<ReadinessFinding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new ProbeTooSlow());
    }, probeLimitMs);
  });
  try {
    await Promise.race([Promise.resolve().then(probe), late]);
    return { name, ready: true, reason: null };
  } catch (error) {
    return { name, ready: false, reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

class ProbeTooSlow extends Error {
  readonly code = 'time-limit';
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  }
  return 'unknown';
}
