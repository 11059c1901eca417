import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { GenericSmsProvider } from './generic.provider.js';
import { AliyunProvider } from './providers/aliyun.provider.js';
import { TencentProvider } from './providers/tencent.provider.js';
import { TwilioProvider } from './providers/twilio.provider.js';
import { VonageProvider } from './providers/vonage.provider.js';
import type { SmsProvider } from './sms.provider.js';

/** Every provider that an SMS entry of the intake plan can name. */
export const smsProviders: Readonly<Record<SmsEntry['provider'], SmsProvider>> = {
  generic: new GenericSmsProvider(),
  twilio: new TwilioProvider(),
  vonage: new VonageProvider(),
  aliyun: new AliyunProvider(),
  tencent: new TencentProvider(),
};
