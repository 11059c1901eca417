import { describe, expect, it } from '@jest/globals';
import { verifyToken } from '#libs/mail/token/reply-token.js';
import { Notice } from './store/notice.entity.js';
import { SealedNotice } from './sealed-notice.schema.js';
import { letter, noticeBench, sms } from './testing/notice-bench.js';

const bench = noticeBench();
const read = async (id: string) => bench.orm.em.fork().findOneOrFail(Notice, { id: id as never });

describe('the notice book', () => {
  it('takes down ids and codes, and seals what is said and to whom (PC-6)', async () => {
    const [id = ''] = await bench.intend(await bench.newCase(), letter());
    const { rows } = await bench.database.query<{ row: string }>(
      'select n::text as row from cases.notice n where id = $1',
      [id],
    );
    expect(rows[0]?.row).not.toMatch(/王女士|wang@|工程部/u);
    const notice = await read(id);
    const sealed = await bench.vault.openJson(notice.item, SealedNotice);
    expect(sealed).toMatchObject({
      channel: 'mail',
      envelope: { to: ['wang@example.com'] },
      messageId: notice.messageId,
    });
  });

  it('issues a token that holds for the notice, its case and its recipient until it expires', async () => {
    const about = await bench.newCase();
    const [id = ''] = await bench.intend(about, letter());
    const notice = await read(id);
    const claims = { noticeId: id, caseId: about.caseId, recipientId: notice.recipientId, expiry: notice.expiresAt };
    const token = notice.messageId.split('@')[0] ?? '';
    const key = bench.vault.deriveKey('reply-token');
    expect(token.slice(0, 16)).toBe(notice.handle);
    expect(verifyToken(token, claims, key, bench.clock.now())).toBe('valid');
    expect(verifyToken(token, claims, key, new Date('2027-11-21T00:00:00Z'))).toBe('expired');
    expect(verifyToken(token, { ...claims, recipientId: 'somebody-else' }, key)).toBe('forged');
  });

  it('comes and goes with the transaction that causes it', async () => {
    const about = await bench.newCase();
    const attempt = bench.orm.em.fork().transactional(async (em) => {
      await bench.book.intend(em, about, [letter()]);
      throw new Error('the command was refused');
    });
    await expect(attempt).rejects.toThrow('refused');
    const { rows } = await bench.database.query('select from cases.notice where case_id = $1', [about.caseId]);
    expect(rows).toEqual([]);
    await expect(bench.book.intend(bench.orm.em.fork(), about, [])).rejects.toThrow('inside the transaction');
  });

  it('holds a notice for the undo window and until the morning, an urgent one never', async () => {
    const about = await bench.newCase();
    const [held = '', urgent = ''] = await bench.intend(
      about,
      letter('closing-thanks', { urgent: false, holdMs: 120_000 }),
      letter('closing-thanks', { urgent: true, holdMs: 120_000 }),
    );
    expect((await read(held)).notBefore).toEqual(new Date('2026-11-21T02:02:00Z'));
    expect((await read(urgent)).notBefore).toEqual(new Date('2026-11-21T02:00:00Z'));
  });

  it('takes notices back as long as none has gone, all or none (撤销)', async () => {
    const about = await bench.newCase();
    const ids = await bench.intend(
      about,
      letter('plan-told', { urgent: false, holdMs: 120_000 }),
      letter('closing-thanks', { urgent: false, holdMs: 120_000 }),
    );
    const undo = async () => bench.orm.em.fork().transactional(async (em) => bench.book.cancelAll(em, ids));
    await bench.database.query(`update cases.notice set state = 'sending', attempts = 1 where id = $1`, [ids[1]]);
    expect(await undo()).toBe(false);
    expect(await bench.row(ids[0] as never)).toMatchObject({ state: 'intended' });
    await bench.database.query(`update cases.notice set state = 'intended', attempts = 0 where id = $1`, [ids[1]]);
    expect(await undo()).toBe(true);
    expect(await bench.row(ids[0] as never)).toMatchObject({ state: 'cancelled', failure: 'taken-back' });
  });

  it('stops two machines that answer each other (RFC 3834 5)', async () => {
    const about = await bench.newCase();
    const states: string[] = [];
    for (let round = 0; round < 10; round++) {
      const [id = ''] = await bench.intend(
        about,
        letter('acknowledgement', {
          recipient: { kind: 'party', address: 'robot@example.com', name: null, channel: 'mail' },
        }),
      );
      states.push((await read(id)).state);
    }
    expect(states.filter((state) => state === 'intended')).toHaveLength(8);
    expect(states.at(-1)).toBe('cancelled');
  });

  it('lets only the parameters that an SMS template uses leave the house, on one line', async () => {
    const [id = ''] = await bench.intend(await bench.newCase(), sms());
    const sealed = await bench.vault.openJson((await read(id)).item, SealedNotice);
    expect(sealed).toMatchObject({
      channel: 'sms',
      to: '+8613800001111',
      template: 'dispatch',
      text: expect.stringContaining('WY202611-1-007'),
    });
    expect(JSON.stringify(sealed)).not.toContain('漏水');
    // Only the mail of this template names the department.
    expect(JSON.stringify(sealed)).not.toContain('工程部');
    expect(sealed.channel === 'sms' && Object.keys(sealed.parameters)).toEqual(['organisation', 'number']);
    expect(sealed.channel === 'sms' && sealed.text).not.toContain('\n');
  });
});
