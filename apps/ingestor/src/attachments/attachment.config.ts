import { z } from 'zod';
import { setting, wholeNumber } from '#libs/config/setting.js';
import { readScanAddress } from './scan/scan-address.js';

const mebibyte = 1024 * 1024;

/** An address of clamd. */
function scanAddress() {
  return z.string().transform((text, context) => {
    const address = readScanAddress(text);
    if (address === null) {
      context.addIssue({ code: 'custom', message: 'must be unix:/path/to/socket or tcp://host:port' });
      return z.NEVER;
    }
    return address;
  });
}

/** What is taken of the files of a message. */
export const attachmentConfig = {
  INTAKE_ATTACHMENT_MAX_BYTES: setting(wholeNumber({ min: 64 * 1024, max: 200 * mebibyte }).default(15 * mebibyte), {
    meaning: 'Largest file that is taken of a message.',
    unit: 'bytes',
    consequence: 'A larger one stays in the message as it came; the acknowledgement tells the sender.',
  }),
  INTAKE_ATTACHMENT_MAX_COUNT: setting(wholeNumber({ min: 1, max: 1_000 }).default(100), {
    meaning: 'Files that are taken of one message.',
    unit: 'files',
    consequence: 'Those beyond it stay in the message as it came; the acknowledgement tells the sender.',
  }),
  INTAKE_CLAMD: setting(scanAddress().optional(), {
    meaning: 'Where the virus scanner (clamd) listens.',
    unit: 'unix:/path/to/socket or tcp://host:port',
    consequence: 'Left out: files are not scanned. clamd refuses what is larger than its StreamMaxLength.',
  }),
  INTAKE_CLAMD_SECONDS: setting(wholeNumber({ min: 1, max: 600 }).default(30), {
    meaning: 'Time for the scanner to look at one file.',
    unit: 'seconds',
    consequence: 'Beyond it the scanner counts as away.',
  }),
  INTAKE_CLAMD_WAIT_SECONDS: setting(wholeNumber({ min: 0, max: 86_400 }).default(120), {
    meaning: 'How long a message with files waits while the scanner is away.',
    unit: 'seconds',
    consequence: 'After that it goes on without them; they are taken when the scanner is back.',
  }),
} as const;
