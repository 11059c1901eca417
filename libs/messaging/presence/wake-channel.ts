/** Name of the PostgreSQL channel on which the service that owns a schema is told to look into its outbox and inbox. */
export function wakeChannel(schema: string): string {
  return `redress_wake_${schema}`;
}
