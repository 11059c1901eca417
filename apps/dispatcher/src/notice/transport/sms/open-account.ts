import { createPrivateKey } from 'node:crypto';
import { machineNow } from '#libs/clock/business-clock.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { SecretRef } from '#libs/config/secret-ref.js';
import type { Logger } from '#libs/observability/logger.js';
import type { SmsTransport } from '../sms.transport.js';
import { AliyunSmsTransport } from './aliyun.transport.js';
import { GenericSmsTransport } from './generic.transport.js';
import { LogSmsTransport } from './log.transport.js';
import type { SmsAccount } from './sms-account.schema.js';
import { TencentSmsTransport } from './tencent.transport.js';
import { TwilioSmsTransport } from './twilio.transport.js';
import { VonageSmsTransport } from './vonage.transport.js';

export interface AccountParts {
  readonly secretOf: (ref: SecretRef) => string;
  readonly deadlineMs: number;
  readonly logger: Logger;
}

/** The transport of one account. Throws ConfigurationFault when its private key is none. */
export function openAccount(account: SmsAccount, { secretOf, deadlineMs, logger }: AccountParts): SmsTransport {
  const now = machineNow;
  switch (account.provider) {
    case 'twilio': {
      const { accountSid, apiKey, secret, from, messagingServiceSid, statusCallback, baseUrl } = account;
      return new TwilioSmsTransport({
        baseUrl,
        accountSid,
        user: apiKey ?? accountSid,
        secret: secretOf(secret),
        deadlineMs,
        sender: from === undefined ? { messagingServiceSid: messagingServiceSid ?? '' } : { from },
        statusCallback: statusCallback ?? null,
        now,
      });
    }
    case 'vonage': {
      const { api, apiKey, secret, applicationId, privateKey, from, restUrl, apiUrl } = account;
      const application =
        api === 'messages' && applicationId !== undefined && privateKey !== undefined
          ? { id: applicationId, privateKey: readableKey(account.key, secretOf(privateKey)) }
          : null;
      return new VonageSmsTransport({
        application,
        apiKey,
        apiSecret: secretOf(secret),
        from,
        restUrl,
        apiUrl,
        deadlineMs,
        now,
      });
    }
    case 'aliyun': {
      const { accessKeyId: id, secret, signature, templates, baseUrl } = account;
      return new AliyunSmsTransport({ id, secret: secretOf(secret), signature, templates, baseUrl, deadlineMs, now });
    }
    case 'tencent': {
      const { secretId: id, secret, application, region, signature, templates, baseUrl } = account;
      return new TencentSmsTransport({
        id,
        secret: secretOf(secret),
        application,
        region,
        signature,
        templates,
        baseUrl,
        deadlineMs,
        now,
      });
    }
    case 'generic':
      return new GenericSmsTransport({
        url: account.url.replace(/\/+$/u, ''),
        secret: secretOf(account.secret),
        deadlineMs,
        now,
      });
    case 'log':
      return new LogSmsTransport(logger);
  }
  return account satisfies never;
}

function readableKey(account: string, pem: string): string {
  try {
    createPrivateKey(pem);
    return pem;
  } catch {
    throw new ConfigurationFault([`SMS account ${account}: privateKey is no private key in PEM form`]);
  }
}
