import type { EntityManager } from '@mikro-orm/postgresql';
import { catalogue } from '#libs/contracts/catalogue.js';
import type { OutboxRow } from '../../outbox/outbox.store.js';
import { Publisher } from '../publisher.js';
import { mostDeliveries, queueSchema } from './message-queue.js';

/** Adds one job for each subscribing service, in the transaction that marks the messages as published. */
export class EmbeddedPublisher extends Publisher {
  override async publish(em: EntityManager, rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const jobs = rows.flatMap(({ type, envelope }) =>
      (catalogue.get(type)?.subscribers ?? []).map(
        (service) => `{"identifier":"${service}","payload":${envelope},"max_attempts":${String(mostDeliveries)}}`,
      ),
    );
    await em.execute(
      `select count(*) from ${queueSchema}.add_jobs(array(select json_populate_recordset(null::${queueSchema}.job_spec, ?::json)), false)`,
      [`[${jobs.join(',')}]`],
    );
    return rows;
  }

  override open(): Promise<void> {
    return Promise.resolve();
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }
}
