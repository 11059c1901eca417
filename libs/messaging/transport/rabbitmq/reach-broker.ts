import { connect } from 'amqplib';

/** Connects once and lets go again. Throws what the library throws when the broker does not let us in. */
export async function reachBroker(url: string, limitMs: number): Promise<void> {
  const connection = await connect(url, { timeout: limitMs, clientProperties: { connection_name: 'redress-doctor' } });
  connection.on('error', () => undefined);
  await connection.close();
}
