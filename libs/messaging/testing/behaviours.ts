import { setTimeout as rest } from 'node:timers/promises';
import { decideVersion } from '../version/decide-version.js';
import { done, retryIn } from '../settlement.js';
import type { Behaviour, Handling } from './test-service.js';
import { serviceSchemas } from '../store/service-schemas.js';
import type { Service } from '#libs/contracts/vocabulary.js';

/** The delivery or case that a message is about. */
export function subjectOf({ data }: Pick<Handling, 'data'>): string {
  if ('caseId' in data) {
    return data.caseId;
  }
  return 'deliveryId' in data ? data.deliveryId : 'none';
}

/** Puts what happened on record, in the handler's transaction. */
export async function recordEffect(service: Service, handling: Handling, note = handling.context.type): Promise<void> {
  await handling.em.execute(`insert into ${serviceSchemas[service]}.effect (subject, note) values (?, ?)`, [
    subjectOf(handling),
    note,
  ]);
}

/** Records every message. */
export function record(service: Service): Behaviour {
  return (handling) => recordEffect(service, handling);
}

/** Keeps the version of each case, as consumers of `case.*` do; records each one applied. */
export function followVersions(service: Service): Behaviour {
  return async (handling) => {
    const { data, em } = handling;
    if (!('caseVersion' in data)) {
      return done;
    }
    const table = `${serviceSchemas[service]}.version`;
    await em.execute(`insert into ${table} (subject, version) values (?, 0) on conflict do nothing`, [data.caseId]);
    const [row] = await em.execute<{ version: number }[]>(`select version from ${table} where subject = ? for update`, [
      data.caseId,
    ]);
    switch (decideVersion(row?.version ?? 0, data.caseVersion)) {
      case 'apply':
        await em.execute(`update ${table} set version = ? where subject = ?`, [data.caseVersion, data.caseId]);
        return recordEffect(service, handling, String(data.caseVersion));
      case 'park':
        return retryIn(50);
      case 'ignore':
        return done;
    }
  };
}

/** Says on standard output that it has begun, and never ends. */
export function hang(): Behaviour {
  return async (handling) => {
    process.stdout.write(`handling ${subjectOf(handling)}\n`);
    await rest(10 * 60_000);
  };
}

/** Dies at messages of unit `poison`; records the others. */
export function dieOfPoison(service: Service): Behaviour {
  return async (handling) => {
    if ('unit' in handling.data && handling.data.unit === 'poison') {
      process.kill(process.pid, 'SIGKILL');
      await rest(10 * 60_000);
    }
    await recordEffect(service, handling);
  };
}
