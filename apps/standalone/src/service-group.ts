import type { Service } from '#libs/contracts/vocabulary.js';
import type { RunningService } from '#libs/runtime/running-service.js';

export type ServiceStart = () => Promise<RunningService>;

/**
 * Services that run in one process. They start in the given order and stop in the opposite one, so that whoever takes
 * work in is the last to begin and the first to end.
 */
export class ServiceGroup {
  private readonly running = new Map<Service, RunningService>();

  constructor(private readonly starts: ReadonlyMap<Service, ServiceStart>) {}

  /** Starts all. When one fails, those that had started are stopped again. */
  async startAll(): Promise<void> {
    try {
      for (const name of this.starts.keys()) {
        await this.start(name);
      }
    } catch (error) {
      await this.stopAll();
      throw error;
    }
  }

  /** Starts one that does not run. */
  async start(name: Service): Promise<RunningService> {
    const start = this.starts.get(name);
    if (start === undefined || this.running.has(name)) {
      throw new Error(`${name} ${start === undefined ? 'is not one of the group' : 'runs already'}`);
    }
    const service = await start();
    this.running.set(name, service);
    return service;
  }

  /** Stops one; nothing happens when it does not run. */
  async stop(name: Service): Promise<void> {
    const service = this.running.get(name);
    this.running.delete(name);
    await service?.close();
  }

  /** Stops all, whatever fails, and returns the failures. */
  async stopAll(): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (const name of [...this.starts.keys()].reverse()) {
      await this.stop(name).catch((error: unknown) => failures.push(error));
    }
    return failures;
  }

  urlOf(name: Service): string | null {
    return this.running.get(name)?.url ?? null;
  }
}
