/**
 * The code that Node, PostgreSQL or a library put on an error, such as ECONNREFUSED or 23505; empty if there is none.
 * Structural: errors of Node itself are not `instanceof Error` of every realm.
 */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return '';
  }
  return typeof error.code === 'string' || typeof error.code === 'number' ? String(error.code) : '';
}
