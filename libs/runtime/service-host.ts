import type { Environment } from '#libs/config/environment.js';

/** What a service may rely on from whoever starts it. */
export interface ServiceHost {
  /** The database is the embedded one of this machine: a vault key may be generated beside it. */
  readonly embeddedDatabase: boolean;
  /** Where secrets that a plan names are looked up; left out: the environment of the process. */
  readonly environment?: Environment;
  /** Hears of each point of libs/failure/crash-point.ts that the service passes, at once. For fault tests only. */
  readonly passing?: (point: string) => void;
}
