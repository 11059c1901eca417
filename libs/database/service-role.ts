import { services, type Service } from '#libs/contracts/vocabulary.js';

/** The PostgreSQL role that a service's sessions work under. */
export type ServiceRole = `redress_${Service}`;

export function roleOf(service: Service): ServiceRole {
  return `redress_${service}`;
}

export const serviceRoles: readonly ServiceRole[] = services.map(roleOf);
