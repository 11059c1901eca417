import type pg from 'pg';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { errorCode } from '#libs/failure/error-code.js';
import type { MigrationSet } from './migration-set.js';
import { roleOf, serviceRoles } from './service-role.js';

/**
 * Makes the group roles of the services and lets the login user work under them. Roles belong to the whole
 * server: what is there already is left alone, and another installation on it may make them at the same time.
 */
export async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of serviceRoles) {
    const { rows } = await client.query<{ known: boolean; member: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as known,
              exists (select from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member
                       where r.rolname = $1 and u.rolname = current_user) as member`,
      [role],
    );
    try {
      if (rows[0]?.known !== true) {
        await client.query(`create role ${role} nologin`);
      }
      if (rows[0]?.member !== true) {
        await client.query(`grant ${role} to current_user`);
      }
    } catch (error) {
      const code = errorCode(error);
      if (code === '42501') {
        throw new ConfigurationFault([
          `DATABASE_URL: its user may not create the role ${role}; give it CREATEROLE, or create the role and grant it to the user`,
        ]);
      }
      if (!['42710', '23505', 'XX000'].includes(code)) {
        throw error;
      }
      // Another installation was faster: duplicate object, unique violation, tuple concurrently updated.
      await client.query(`grant ${role} to current_user`);
    }
  }
}

/** A service's role may read and write its own schema; it may see, not change, what has been migrated. */
export async function grantOwnSchema(client: pg.Client, { schema, service }: MigrationSet): Promise<void> {
  if (service === null) {
    return;
  }
  const role = roleOf(service);
  await client.query(`
    grant usage on schema ${schema} to ${role};
    grant select, insert, update, delete on all tables in schema ${schema} to ${role};
    grant usage, select on all sequences in schema ${schema} to ${role};
    grant execute on all functions in schema ${schema} to ${role};
    revoke insert, update, delete on ${schema}.migrations from ${role};`);
}
