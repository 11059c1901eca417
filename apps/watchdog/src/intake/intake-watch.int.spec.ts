import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import {
  at,
  digested,
  newCase,
  newDelivery,
  shared,
  WatchdogUnderTest,
  watchdogTestSets,
} from '../testing/watchdog-under-test.js';

let watch: WatchdogUnderTest;
// Before the database is: hooks of the end run in this order.
afterAll(() => watch.stop());
const database = withTestDatabase({ sets: watchdogTestSets });

beforeAll(async () => {
  watch = new WatchdogUnderTest(database.url, '2026-11-21T23:58');
  await watch.start();
});

async function arrive(deliveryId: DeliveryId, local: string): Promise<void> {
  await watch.say('complaint.received', {
    deliveryId,
    preset: 'property-group',
    unit: 'yunhu',
    channel: 'mail',
    origin: 'mailbox',
    receivedAt: at(local).toISOString(),
    language: 'zh',
    attachments: 0,
    dmarc: 'pass',
    automatic: false,
  });
}

interface IntakeRow {
  due: Date | null;
  registered: Date | null;
  alarmed: Date | null;
}

async function intake(deliveryId: string): Promise<IntakeRow | undefined> {
  const { rows } = await database.query<IntakeRow>(
    'select due_at as due, registered_at as registered, alarmed_at as alarmed from watch.intake where delivery_id = $1',
    [deliveryId],
  );
  return rows[0];
}

describe('the registration limit (PG-16)', () => {
  it('runs from the arrival on, also while no dispatcher registers anything, and alarms once it has passed', async () => {
    const delivery = newDelivery();
    await arrive(delivery, '2026-11-21T23:58');
    await eventually(async () => {
      expect(await intake(delivery)).toEqual({ due: at('2026-11-22T00:03'), registered: null, alarmed: null });
    });

    watch.advanceTo('2026-11-22T00:03');
    await eventually(async () => {
      expect((await intake(delivery))?.alarmed).toEqual(at('2026-11-22T00:03'));
    });
  });

  it('is met by the registration of the case', async () => {
    const delivery = newDelivery();
    await arrive(delivery, '2026-11-22T00:03');
    const open = newCase({ received: '2026-11-22T00:03', registered: '2026-11-22T00:04' }, { stage: 'registered' });
    await watch.say('case.registered', { ...shared(open), deliveryId: delivery, number: '202611-ZL-001' });
    await eventually(async () => {
      expect((await intake(delivery))?.registered).not.toBeNull();
      expect((await intake(delivery))?.due).toEqual(at('2026-11-22T00:08'));
    });

    watch.advanceTo('2026-11-22T00:20');
    const other = newDelivery();
    await arrive(other, '2026-11-22T00:10');
    await eventually(async () => {
      expect((await intake(other))?.alarmed).not.toBeNull();
    });
    expect((await intake(delivery))?.alarmed).toBeNull();
  });

  it('is met also where the registration is heard of before the arrival', async () => {
    const delivery = newDelivery();
    const open = newCase({ received: '2026-11-22T00:20', registered: '2026-11-22T00:21' }, { stage: 'registered' });
    await watch.say('case.registered', { ...shared(open), deliveryId: delivery, number: '202611-ZL-002' });
    await eventually(async () => {
      expect((await intake(delivery))?.registered).not.toBeNull();
    });
    await arrive(delivery, '2026-11-22T00:20');
    await eventually(async () => {
      expect(await intake(delivery)).toMatchObject({ due: at('2026-11-22T00:25') });
      expect((await intake(delivery))?.registered).not.toBeNull();
    });
  });

  it('is met also where the registration was lost and only the digest tells of the case', async () => {
    const delivery = newDelivery();
    await arrive(delivery, '2026-11-22T00:20');
    const open = newCase({ received: '2026-11-22T00:20', registered: '2026-11-22T00:22' }, { stage: 'registered' });
    await watch.digest(digested(open, delivery));

    await eventually(async () => {
      expect(await intake(delivery)).toEqual({
        due: at('2026-11-22T00:25'),
        registered: at('2026-11-22T00:22'),
        alarmed: null,
      });
    });
  });
});
