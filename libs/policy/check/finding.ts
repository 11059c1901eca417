/** Something that the schema cannot see: a name that leads nowhere (error), or an entry that can never fire (warning). */
export interface CheckFinding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export function wrong(path: readonly PropertyKey[], message: string): CheckFinding {
  return { path, message, severity: 'error' };
}

export function idle(path: readonly PropertyKey[], message: string): CheckFinding {
  return { path, message, severity: 'warning' };
}
