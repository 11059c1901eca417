/**
 * Named points at which a fault test kills the process, to show that nothing is lost there.
 *
 * Each service lists its points in a closed union and calls `reach(name)` on an injected instance. In production
 * nothing is ever armed: `crashPointsFor` refuses it. The kill is SIGKILL: no handler, no flush, no shutdown.
 */
export class CrashPoints<Name extends string = string> {
  private readonly seen = new Map<string, number>();

  /**
   * @param armed point and how often it is passed before it kills, or null: every point is a no-op
   * @param kill what dying means; replaced in the test of this class only
   * @param passing hears of every point; a fault test cuts lines there
   */
  constructor(
    private readonly armed: ArmedPoint<Name> | null = null,
    private readonly kill: () => void = killThisProcess,
    private readonly passing: (name: string) => void = () => undefined,
  ) {}

  /** Dies here when armed for `name`; returns otherwise. */
  reach(name: Name): void {
    this.passing(name);
    if (this.armed?.name !== name) {
      return;
    }
    const times = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, times);
    if (times === this.armed.occurrence) {
      this.kill();
    }
  }
}

export interface ArmedPoint<Name extends string = string> {
  readonly name: Name;
  /** 1 kills at the first passing, 3 at the third. */
  readonly occurrence: number;
}

/**
 * Reads REDRESS_CRASH_AT: `name`, or `name:3` for the third passing. Empty: nothing is armed. A name that belongs to
 * another service arms nothing here, so that one variable serves the standalone process.
 *
 * @throws RangeError when set in production
 */
export function crashPointsFor<Name extends string>(
  names: readonly Name[],
  setting: string | undefined,
  production: boolean,
  passing?: (name: string) => void,
): CrashPoints<Name> {
  if (setting === undefined || setting === '') {
    return new CrashPoints<Name>(null, killThisProcess, passing);
  }
  if (production) {
    throw new RangeError('REDRESS_CRASH_AT is for fault tests only and is refused in production');
  }
  const [wanted, occurrence] = setting.split(':');
  const name = names.find((candidate) => candidate === wanted);
  return new CrashPoints<Name>(
    name === undefined ? null : { name, occurrence: Number(occurrence ?? '1') },
    killThisProcess,
    passing,
  );
}

function killThisProcess(): void {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; not one more statement may run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
