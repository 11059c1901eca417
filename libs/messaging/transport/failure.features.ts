import { afterEach, expect, it } from '@jest/globals';
import { RejectedFailure, TransientFailure } from '#libs/failure/failure.js';
import { listDeadLetters } from '../dead-letters/list-dead-letters.js';
import { replayDeadLetters } from '../dead-letters/replay-dead-letters.js';
import { deadLetter, retryIn } from '../settlement.js';
import { record, recordEffect, subjectOf } from '../testing/behaviours.js';
import { eventually } from '#libs/testing/eventually.js';
import { complaint, newDelivery } from '../testing/test-messages.js';
import { envelopeOf, Stage, type TransportUnderTest } from './transport-under-test.js';

/** What cannot be handled is tried again, or lies where a person finds it; the rest goes on. */
export function failureFeatures(under: TransportUnderTest): void {
  const stage = new Stage(under);

  afterEach(() => stage.clear());

  it('tries a failing message on every rung of the ladder, then lays it with the dead, and a person can call it back', async () => {
    let broken = true;
    const attempts: number[] = [];
    const classifier = await stage.start('classifier', async (handling) => {
      await recordEffect('classifier', handling);
      attempts.push(handling.context.attempt);
      if (broken) {
        throw new TransientFailure('lexicon-missing', 'The lexicon is not there');
      }
    });
    const delivery = newDelivery();
    const envelope = envelopeOf('complaint.received', complaint(delivery));

    await under.inject('classifier', envelope);

    const letters = await eventually(async () => {
      const found = await listDeadLetters(classifier.em.fork(), { service: 'classifier' });
      expect(found).toHaveLength(1);
      return found;
    });
    expect(letters).toMatchObject([
      {
        messageId: envelope.messageId,
        type: 'complaint.received',
        reason: 'retries-exhausted',
        started: 6,
        finished: 6,
        failures: 6,
        envelope: { data: { deliveryId: delivery } },
      },
    ]);
    expect(letters[0]?.lastError).toContain('TransientFailure lexicon-missing: The lexicon is not there');
    expect(attempts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await stage.effects('classifier', delivery)).toEqual([]);

    broken = false;
    expect(
      await replayDeadLetters(classifier.em.fork(), { service: 'classifier', messages: [envelope.messageId] }),
    ).toEqual([envelope.messageId]);

    await eventually(async () => {
      expect(await stage.effects('classifier', delivery)).toEqual(['complaint.received']);
    });
    expect(await listDeadLetters(classifier.em.fork(), { service: 'classifier' })).toEqual([]);
  });

  it('handles a message that fails for a while, and those behind it meanwhile', async () => {
    const [failing, others] = [newDelivery(), Array.from({ length: 10 }, newDelivery)];
    let failures = 0;
    await stage.start('classifier', async (handling) => {
      await recordEffect('classifier', handling);
      if (subjectOf(handling) === failing && failures < 3) {
        failures += 1;
        throw new TypeError('cannot be split');
      }
    });

    for (const delivery of [failing, ...others]) {
      await under.inject('classifier', envelopeOf('complaint.received', complaint(delivery)));
    }

    await eventually(async () => {
      for (const delivery of [failing, ...others]) {
        expect(await stage.effects('classifier', delivery)).toEqual(['complaint.received']);
      }
    });
    expect((await stage.inbox('classifier')).filter((message) => message.failures > 0)).toMatchObject([
      { state: 'done', started: 4, finished: 4, failures: 3 },
    ]);
  });

  it('lays a message with the dead at once when its handler rejects it, thrown or returned', async () => {
    const [thrown, returned] = [newDelivery(), newDelivery()];
    await stage.start('classifier', async (handling) => {
      await recordEffect('classifier', handling);
      if (subjectOf(handling) === thrown) {
        throw new RejectedFailure('no-such-delivery', 'The vault has no such delivery');
      }
      return deadLetter('preset-unknown');
    });

    await under.inject('classifier', envelopeOf('complaint.received', complaint(thrown)));
    await under.inject('classifier', envelopeOf('complaint.received', complaint(returned)));

    await eventually(async () => {
      const inbox = await stage.inbox('classifier');
      expect(inbox).toHaveLength(2);
      expect(
        inbox.every(({ state, reason, finished }) => state === 'dead' && reason === 'rejected' && finished === 1),
      ).toBe(true);
      expect(new Set(inbox.map(({ lastError }) => lastError?.split(' (')[0]))).toEqual(
        new Set(['RejectedFailure no-such-delivery: The vault has no such delivery', 'preset-unknown']),
      );
    });
    expect([...(await stage.effects('classifier', thrown)), ...(await stage.effects('classifier', returned))]).toEqual(
      [],
    );
  });

  it('lays a message with the dead that its handler is never ready for, without using the ladder', async () => {
    await stage.start('classifier', () => Promise.resolve(retryIn(5)), { maxDeferrals: 4 });

    await under.inject('classifier', envelopeOf('complaint.received', complaint()));

    await eventually(async () => {
      expect(await stage.inbox('classifier')).toMatchObject([
        { state: 'dead', reason: 'never-ready', started: 5, finished: 5, failures: 0 },
      ]);
    });
  });

  it('lays what fits no schema of the catalogue with the dead at once, with the places at fault, and goes on', async () => {
    await stage.start('classifier', record('classifier'));
    const good = newDelivery();
    const envelope = envelopeOf('complaint.received', complaint());
    const { type, ...typeless } = envelopeOf('complaint.received', complaint());

    await under.inject('classifier', { ...envelope, data: { ...complaint(), attachments: -1, phone: '13800001111' } });
    await under.inject('classifier', { ...envelopeOf('complaint.received', complaint()), type: 'complaint.forgotten' });
    await under.inject('classifier', { ...envelopeOf('complaint.received', complaint()), type: 'reply.received' });
    await under.inject('classifier', { ...envelopeOf('complaint.received', complaint()), version: 2 });
    await under.inject('classifier', typeless);
    await under.inject('classifier', ['no', 'envelope']);
    await under.inject('classifier', ['no', 'envelope']);
    await under.inject('classifier', envelopeOf('complaint.received', complaint(good)));

    await eventually(async () => {
      expect(await stage.effects('classifier', good)).toEqual([type]);
      const dead = (await stage.inbox('classifier')).filter(({ state }) => state === 'dead');
      expect(dead.map(({ reason }) => String(reason)).toSorted()).toEqual([
        'invalid',
        'unknown-type',
        'unknown-type',
        'unreadable',
        'unreadable',
        'unsupported-version',
      ]);
      const invalid = dead.find(({ reason }) => reason === 'invalid');
      expect(invalid?.messageId).toBe(envelope.messageId);
      expect(invalid?.issues?.map(({ path }) => path)).toEqual(['attachments', '']);
      expect(dead.every(({ started }) => started === 0)).toBe(true);
    });
  });
}
