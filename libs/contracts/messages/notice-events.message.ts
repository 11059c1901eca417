import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { NoticeId } from '../identity.js';
import { NoticeChannel } from '../vocabulary.js';
import { caseEvent } from './case-event.schema.js';

const notice = {
  noticeId: NoticeId,
  /** The preset's template key, e.g. acknowledgement. */
  template: z.string().min(1),
  channel: NoticeChannel,
};

export const noticeTold = defineMessage({
  type: 'notice.told',
  version: 1,
  producer: 'dispatcher',
  subscribers: ['watchdog'],
  meaning: 'A notice of a case was accepted by the next mail server or SMS provider.',
  schema: z.strictObject({ ...caseEvent.shape, ...notice }),
});

export const noticeFailed = defineMessage({
  type: 'notice.failed',
  version: 1,
  producer: 'dispatcher',
  subscribers: ['watchdog'],
  meaning: 'A notice of a case will not arrive: refused, bounced, or in doubt beyond its receipt window.',
  schema: z.strictObject({ ...caseEvent.shape, ...notice, code: z.string().min(1) }),
});
