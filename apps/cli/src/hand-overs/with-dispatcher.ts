import type { EntityManager } from '@mikro-orm/postgresql';
import { withServices } from '../dead-letters/with-services.js';

/** Calls `action` with the rights of the dispatcher, whose hand-overs they are. */
export async function withDispatcher(action: (em: EntityManager) => Promise<void>): Promise<void> {
  await withServices('dispatcher', async (_service, em) => action(em));
}
