import { machineNow } from '#libs/clock/business-clock.js';
import type { SecretRef } from '#libs/config/secret-ref.js';
import { AliyunSource } from './aliyun.source.js';
import type { PullAccess } from './pull-access.schema.js';
import type { PullSource } from './pull-source.port.js';
import { TencentSource } from './tencent.source.js';
import { TwilioSource } from './twilio.source.js';
import { VonageSource } from './vonage.source.js';

export function openSource(access: PullAccess, secretOf: (ref: SecretRef) => string, deadlineMs: number): PullSource {
  const secret = secretOf(access.secret);
  const now = machineNow;
  switch (access.provider) {
    case 'twilio': {
      const { baseUrl, accountSid, apiKey } = access;
      return new TwilioSource({ baseUrl, accountSid, user: apiKey ?? accountSid, secret, deadlineMs });
    }
    case 'vonage': {
      const { baseUrl, apiKey } = access;
      return new VonageSource({ baseUrl, apiKey, apiSecret: secret, deadlineMs }, now);
    }
    case 'tencent': {
      const { secretId: id, application, region, baseUrl } = access;
      return new TencentSource({ id, secret, application, region, baseUrl, deadlineMs, now });
    }
    case 'aliyun': {
      const { accessKeyId: id, queues, baseUrl, queueUrl } = access;
      return new AliyunSource({ id, secret, queues, baseUrl, queueUrl, deadlineMs, now });
    }
  }
  return access satisfies never;
}
