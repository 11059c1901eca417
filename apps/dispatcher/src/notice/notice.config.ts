import { z } from 'zod';
import { setting, urlOf, wholeNumber } from '#libs/config/setting.js';

/** How notices go out. */
export const noticeConfig = {
  REDRESS_SMTP_URL: setting(urlOf('smtp', 'smtps', 'lmtp').optional(), {
    meaning:
      'Mail server that takes our mails: smtps://user:password@host:465 or smtp://user:password@host:587; lmtp://host:24 for a mail store in the same private network.',
    unit: 'url',
    consequence: 'Left out: mails are not sent to anybody but laid into a Maildir under REDRESS_DATA_DIR.',
    secret: true,
  }),
  REDRESS_SMTP_TLS: setting(z.enum(['required', 'off'], { error: 'must be required or off' }).default('required'), {
    meaning: 'Whether smtp:// must turn to TLS with a certificate that verifies before anything is said.',
    unit: 'required | off',
    consequence:
      'off sends complaints and passwords in plain text: only for a relay on this machine or in its private network.',
  }),
  REDRESS_SMTP_CONNECTIONS: setting(wholeNumber({ min: 1, max: 20 }).default(4), {
    meaning: 'Connections kept to the mail server, and notices sent at the same time.',
    unit: 'connections',
    consequence: 'Providers refuse too many at once.',
  }),
  REDRESS_SEND_DEADLINE_SECONDS: setting(wholeNumber({ min: 1, max: 300 }).default(30), {
    meaning:
      'How long one attempt to send may take. What a crash interrupted is taken up again a fifth of it and 1 s later.',
    unit: 's',
    consequence: 'Too short: a slow server gets mails twice, with the same Message-ID.',
  }),
  REDRESS_SMS_URL: setting(urlOf('http', 'https').optional(), {
    meaning: 'SMS gateway: takes POST {reference, to, template, parameters, text}, answers GET <url>/<reference>.',
    unit: 'url',
    consequence: 'Left out: SMS are not sent to anybody, only counted in the log.',
  }),
  REDRESS_SMS_SECRET: setting(z.string().min(16, { error: 'must have 16 characters or more' }).optional(), {
    meaning: 'Key of the signature on requests to the SMS gateway (HMAC-SHA256 over timestamp, dot, body).',
    unit: 'text of 16 characters or more',
    consequence: 'Needed with REDRESS_SMS_URL.',
    secret: true,
  }),
  REDRESS_TEMPLATES: setting(z.string().default('config/templates'), {
    meaning: 'Folder that holds the layout of mails, layout/notice.eta.',
    unit: 'path',
    consequence: 'Without that file the dispatcher does not start.',
  }),
} as const;

export type NoticeConfig = z.infer<z.ZodObject<typeof noticeConfig>>;
