import pg from 'pg';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { errorCode } from '#libs/failure/error-code.js';
import { addressOf, connectionUrl } from './connection-url.js';

const connectTimeoutMs = 10_000;

/** Connects once. Throws ConfigurationFault with one line when the server or database cannot be used; no secrets in it. */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: connectionUrl(url, { applicationName: 'redress-check' }),
    connectionTimeoutMillis: connectTimeoutMs,
  });
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new ConfigurationFault([`DATABASE_URL: ${addressOf(url)} cannot be used: ${reasonOf(error)}`]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server's or socket's refusal in words; the driver's own text may quote the user name, so it is not passed on. */
function reasonOf(error: unknown): string {
  const code = errorCode(error);
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the host name is unknown',
    EAI_AGAIN: 'the host name cannot be resolved at present',
    ETIMEDOUT: 'no answer',
    '28P01': 'user or password is wrong',
    '28000': 'the server does not let this user in',
    '3D000': 'the database does not exist',
    '53300': 'the server has no connection left',
    '57P03': 'the server is starting up or shutting down',
  };
  return reasons[code] ?? (code === '' ? 'no answer in time' : `error ${code}`);
}
