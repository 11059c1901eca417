import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { GenericSmsProvider } from './generic.provider.js';
import type { SmsProvider } from './sms.provider.js';

/** Every provider that an SMS entry of the intake plan can name. */
export const smsProviders: Readonly<Record<SmsEntry['provider'], SmsProvider>> = { generic: new GenericSmsProvider() };
