import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setBusinessTime } from '#apps/cli/src/demo/set-business-time.js';
import { PostOffice, type Letter } from '#apps/cli/src/demo/town/post-office.js';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { waitUntilIdle } from '#libs/clock/step-clock.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { aliyunAccess } from '#libs/testing/sms-providers/aliyun.stub.js';
import { tencentAccess } from '#libs/testing/sms-providers/tencent.stub.js';
import { twilioAccess } from '#libs/testing/sms-providers/twilio.stub.js';
import { vonageAccess } from '#libs/testing/sms-providers/vonage.stub.js';
import type { TestDatabase } from '#libs/testing/test-database.js';
import { mondayMorning } from './premises.js';
import { hookSecret, hookUrl, type ProviderName } from './sms-pushes.js';

const key = Buffer.alloc(32, 9).toString('base64');
const limitMs = 20_000;

/** The four services with one SMS provider, in and out; the provider is a stub. */
export interface SmsInstallation {
  readonly url: string;
  readonly letters: readonly Letter[];
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function openSmsInstallation(
  database: TestDatabase,
  provider: ProviderName,
  stubUrl: string,
): Promise<SmsInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-sms-'));
  const office = await PostOffice.open(join(folder, 'letters'));
  const root = projectFolder();
  await writeFile(join(folder, 'intake.yaml'), intakePlan(provider));
  await writeFile(join(folder, 'outgoing.yaml'), outgoingPlan(provider, stubUrl));
  await setBusinessTime(database, mondayMorning);
  const standalone = await Standalone.start({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    REDRESS_DATA_DIR: join(folder, 'data'),
    REDRESS_MASTER_KEYS: `test:${key}`,
    REDRESS_INDEX_KEY: key,
    REDRESS_CLOCK: 'stepped',
    REDRESS_LOG_TO: join(folder, 'redress.log'),
    REDRESS_PRESETS: join(root, 'config/presets'),
    REDRESS_ROSTER: join(root, 'config/roster.example.yaml'),
    REDRESS_INTAKE: join(folder, 'intake.yaml'),
    REDRESS_OUTGOING: join(folder, 'outgoing.yaml'),
    REDRESS_TEMPLATES: join(root, 'config/templates'),
    REDRESS_CLASSIFICATION: join(root, 'config/classification'),
    REDRESS_MODEL: join(folder, 'no-model'),
    REDRESS_SMTP_URL: office.url,
    REDRESS_SMTP_TLS: 'off',
    REDRESS_SEND_DEADLINE_SECONDS: '2',
    SMS_HOOK: hookSecret,
    SMS_TWILIO: twilioAccess.secret,
    SMS_VONAGE: vonageAccess.secret,
    SMS_ALIYUN: aliyunAccess.secret,
    SMS_TENCENT: tencentAccess.secret,
    INTAKE_SMTP_PORT: '0',
    INGESTOR_HTTP_PORT: '0',
    CLASSIFIER_HTTP_PORT: '0',
    DISPATCHER_HTTP_PORT: '0',
    WATCHDOG_HTTP_PORT: '0',
  });
  return {
    url: standalone.url ?? '',
    letters: office.letters,
    idle: () => waitUntilIdle(database, idleProbes(), limitMs),
    close: async () => {
      await standalone.close();
      await office.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function intakePlan(provider: ProviderName): string {
  return `
mailboxes:
  - {key: mail, preset: property-group, unit: jiangnan, origin: mailbox, addresses: [tousu@jiangnanli.example.com]}
sms:
  - {key: hotline, preset: property-group, unit: jiangnan, origin: hotline-sms, provider: ${provider}, publicUrl: "${hookUrl}", secrets: [{env: SMS_HOOK}]}
`;
}

const mapped = `{acknowledgement: {zh: {code: "1001", whenEmpty: {department: 客户服务中心, dueAt: 近日}}}, dispatch: {zh: {code: "1002"}}}`;

function outgoingPlan(provider: ProviderName, url: string): string {
  const access = {
    twilio: `accountSid: ${twilioAccess.accountSid}, secret: {env: SMS_TWILIO}, from: "+14155550100", statusCallback: "${hookUrl}", baseUrl: "${url}"`,
    vonage: `apiKey: ${vonageAccess.apiKey}, secret: {env: SMS_VONAGE}, from: Jiangnan, restUrl: "${url}", apiUrl: "${url}"`,
    aliyun: `accessKeyId: ${aliyunAccess.id}, secret: {env: SMS_ALIYUN}, signature: 江南里, baseUrl: "${url}", templates: ${mapped}`,
    tencent: `secretId: ${tencentAccess.id}, secret: {env: SMS_TENCENT}, application: "${tencentAccess.application}", signature: 江南里, baseUrl: "${url}", templates: ${mapped}`,
  }[provider];
  return `
senders:
  - {preset: property-group, organisation: 江南里项目, name: 江南里客户服务中心, address: tousu@jiangnanli.example.com}
sms:
  - {key: main, provider: ${provider}, ${access}}
`;
}
