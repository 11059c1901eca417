/** Test files at a time, for each kind. */
export interface Workers {
  readonly unit: number;
  /** One has a processor and waits for its servers about a third of the time. */
  readonly servers: number;
  /** The kill tests of one file run three installations at a time by themselves. */
  readonly fault: number;
}

/** More would help on a larger machine only until the one database server of the run is the limit. */
const mostWithServers = 6;

export function workersFor(processors: number): Workers {
  return {
    unit: 2,
    servers: Math.min(Math.max(processors, 2), mostWithServers),
    fault: processors < 4 ? 1 : 2,
  };
}
