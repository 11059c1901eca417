/** Names and values as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process: the only place that reads it. */
export function environment(): Environment {
  return process.env;
}
