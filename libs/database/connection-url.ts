/** What a session is started with. */
export interface SessionSettings {
  /** Role that the session works under from its first statement on. */
  readonly role?: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

/**
 * The same server and database, with role, time zone and name of the session set by the connection itself
 * (libpq `options`), so that a pooled connection is never in use without them.
 */
export function connectionUrl(url: string, { role, applicationName }: SessionSettings): string {
  const result = new URL(url);
  const given = result.searchParams.get('options');
  const options = [given, '-c timezone=UTC', role === undefined ? null : `-c role=${role}`];
  result.searchParams.set('options', options.filter((option) => option !== null).join(' '));
  result.searchParams.set('application_name', applicationName);
  return result.href;
}

/** The same server, another database on it. */
export function withDatabase(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${encodeURIComponent(database)}`;
  return result.href;
}

/** Host, port and database, for messages; never user or password. */
export function addressOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
}
