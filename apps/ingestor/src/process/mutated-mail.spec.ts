import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { mutatedMail } from '#libs/mail/testing/mutated-mail.js';
import { outcomes, quarantineReasons } from '../ledger/outcome.js';
import { sortMessage } from '../sort/sort-message.js';
import { readMailContent } from './read-mail-content.js';

const boundMs = 15_000;

const context = {
  numbers: /\d{6}-[A-Z]+-\d{3}/gu,
  ownAddresses: ['tousu@jiangnanli.example.com'],
  authenticity: { authservId: null, peer: null, lookup: null },
  fax: null,
};

describe('mutated mail, for a bounded time', () => {
  it('is read without a crash and always ends in a named outcome (issue 3 point 3)', async () => {
    const details = await fc.check(
      fc.asyncProperty(
        mutatedMail,
        fc.boolean(),
        fc.constantFrom('note', 'complaint'),
        async (raw, staff, machineMail) => {
          const { message, files, bounces, absent, receipt } = await readMailContent(raw, context);
          const attachments = files.map(({ name, type, content, sha256, inline }) => ({
            name,
            type,
            size: content.length,
            sha256,
            inline,
            item: '00000000-0000-7000-8000-000000000000',
          }));
          const stored = StoredMessage.parse(JSON.parse(JSON.stringify({ ...message, attachments })));
          const sorting = sortMessage({ message: stored, bounces, absent, receipt, staff, machineMail });
          if (sorting.kind === 'quarantine') {
            expect(quarantineReasons).toContain(sorting.reason);
          } else {
            expect(outcomes).toContain(sorting.kind);
          }
        },
      ),
      { numRuns: 1_000_000, interruptAfterTimeLimit: boundMs, markInterruptAsFailure: false },
    );
    // The seed and the path are in the message: fc.assert({ seed, path }) shows the same mail again.
    expect(details.failed ? fc.defaultReportMessage(details) : '').toBe('');
    expect(details.numRuns).toBeGreaterThan(100);
  }, 60_000);
});
