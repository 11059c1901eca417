import { z } from 'zod';
import { HandOverTarget } from '../handover/plan/hand-over-target.schema.js';
import { SmsAccount, faultsOfAccount } from '../notice/transport/sms/sms-account.schema.js';

/** In whose name a unit's notices go out. */
const Sender = z.strictObject({
  preset: z.string().min(1),
  /** Left out: every unit of the preset without an entry of its own. */
  unit: z.string().min(1).optional(),
  /** The company as complainants know it; one name for all languages, or one each. */
  organisation: z.union([z.string().min(1), z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })]),
  /** Shown as sender. */
  name: z.string().min(1),
  address: z.email().transform((address) => address.toLowerCase()),
  /** How answers find their way back: does local+token@domain arrive, or anything @domain, or only the address itself? */
  mode: z.enum(['plus', 'catch-all', 'none']).default('none'),
});

export const OutgoingPlan = z
  .strictObject({
    senders: z.array(Sender).min(1),
    /** Left out: text messages go by the gateway of REDRESS_SMS_URL, or into the log. */
    sms: z.array(SmsAccount).default([]),
    /** Other systems that cases are handed over to, each by webhook. */
    handOvers: z.array(HandOverTarget).default([]),
  })
  .superRefine(({ sms, handOvers }, context) => {
    handOvers.forEach(({ key }, index) => {
      if (handOvers.findIndex((target) => target.key === key) < index) {
        context.addIssue({ code: 'custom', path: ['handOvers', index, 'key'], message: 'is used twice' });
      }
    });
    sms.forEach((account, index) => {
      for (const { path, message } of faultsOfAccount(account)) {
        context.addIssue({ code: 'custom', path: ['sms', index, path], message });
      }
      if (sms.findIndex(({ key }) => key === account.key) < index) {
        context.addIssue({ code: 'custom', path: ['sms', index, 'key'], message: 'is used twice' });
      }
    });
  });
export type OutgoingPlan = z.infer<typeof OutgoingPlan>;
