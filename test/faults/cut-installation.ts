import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { startClassifier } from '#apps/classifier/src/start-classifier.js';
import { DispatcherConfig } from '#apps/dispatcher/src/dispatcher.config.js';
import { startDispatcher } from '#apps/dispatcher/src/start-dispatcher.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { intakeCrashPoints } from '#apps/ingestor/src/intake-crash-points.js';
import { startIngestor, type RunningIngestor } from '#apps/ingestor/src/start-ingestor.js';
import { readConfig } from '#libs/config/read-config.js';
import { messagingCrashPoints } from '#libs/messaging/messaging.options.js';
import { startTcpProxy, type TcpProxy } from '#libs/messaging/testing/tcp-proxy.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { startDovecot } from '#libs/testing/servers/start-dovecot.js';
import { startOwnRabbitmq } from '#libs/testing/servers/start-rabbitmq.js';
import type { DovecotAddress, RabbitAddress, RestartableServer } from '#libs/testing/servers/test-server.js';
import { CutPlan } from './cut-plan.js';

export interface CutInstallationOptions {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly transport: 'rabbitmq' | 'embedded';
}

/** Passed once for a batch of mails, not for each. */
const rarePoints = ['imap.announced', 'imap.before-move', 'imap.moved'];
const box = 'five-hundred';

/** Ingestor, classifier and dispatcher in this process, and between each and its servers a line that can be cut. */
export class CutInstallation {
  readonly #services: RunningService[] = [];

  private constructor(
    readonly plan: CutPlan,
    readonly dovecot: RestartableServer<DovecotAddress>,
    readonly broker: RestartableServer<RabbitAddress> | null,
    private readonly proxies: readonly TcpProxy[],
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async prepare({ databaseUrl, smtpUrl, transport }: CutInstallationOptions): Promise<CutInstallation> {
    const folder = await mkdtemp(join(tmpdir(), 'redress-cut-'));
    const [dovecot, broker] = await Promise.all([
      startDovecot(folder),
      transport === 'rabbitmq' ? startOwnRabbitmq(join(folder, 'broker'), 'cut') : null,
    ]);
    const imap = await startTcpProxy(dovecot.address);
    const postgres = await startTcpProxy(placeOf(databaseUrl));
    const messages = broker && (await startTcpProxy(placeOf(broker.address.url)));
    const lines = [line('imap', imap), line('postgres', postgres), ...(messages ? [line('broker', messages)] : [])];
    const env = {
      ...settings,
      DATABASE_URL: behind(databaseUrl, postgres),
      REDRESS_TRANSPORT: transport,
      ...(messages ? { RABBITMQ_URL: behind(`${broker.address.url}/%2F`, messages) } : {}),
      REDRESS_DATA_DIR: folder,
      REDRESS_LOG_TO: join(folder, 'log'),
      REDRESS_INTAKE: join(folder, 'intake.yaml'),
      REDRESS_SMTP_URL: smtpUrl,
      BOX_PASSWORD: dovecot.address.password,
    };
    await writeFile(env.REDRESS_INTAKE, intakePlan(imap.port));
    return new CutInstallation(
      new CutPlan([...intakeCrashPoints, ...messagingCrashPoints], lines, rarePoints),
      dovecot,
      broker,
      messages ? [imap, postgres, messages] : [imap, postgres],
      folder,
      env,
    );
  }

  get mailbox(): string {
    return box;
  }

  /** From here on lines are cut. */
  async start(): Promise<RunningIngestor> {
    const host = {
      embeddedDatabase: false,
      environment: this.env,
      passing: (point: string) => {
        this.plan.pass(point);
      },
    };
    this.#services.push(await startDispatcher(readConfig(DispatcherConfig, this.env), host));
    this.#services.push(await startClassifier(readConfig(ClassifierConfig, this.env)));
    const ingestor = await startIngestor(readConfig(IngestorConfig, this.env), host);
    this.#services.push(ingestor);
    return ingestor;
  }

  async close(): Promise<void> {
    for (const service of this.#services.reverse()) {
      await service.close();
    }
    await Promise.all([this.dovecot.stop(), this.broker?.stop(), ...this.proxies.map((proxy) => proxy.close())]);
    await rm(this.folder, { recursive: true, force: true });
  }
}

const key = Buffer.alloc(32, 5).toString('base64');

const settings = {
  NODE_ENV: 'test',
  REDRESS_MASTER_KEYS: `test:${key}`,
  REDRESS_INDEX_KEY: key,
  REDRESS_OUTGOING: 'config/demo/outgoing.yaml',
  REDRESS_ROSTER: 'config/roster.example.yaml',
  REDRESS_SMTP_TLS: 'off',
  INTAKE_SMTP_PORT: '0',
  INTAKE_LEASE_SECONDS: '2',
  INGESTOR_HTTP_PORT: '0',
  DISPATCHER_HTTP_PORT: '0',
  CLASSIFIER_HTTP_PORT: '0',
};

function intakePlan(imapPort: number): string {
  return `
mailboxes:
  - key: jiangnan-mail
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [tousu@jiangnanli.example.com]
    imap: { host: 127.0.0.1, port: ${String(imapPort)}, security: none, user: ${box}, password: { env: BOX_PASSWORD }, pollSeconds: 1 }
`;
}

function line(name: string, proxy: TcpProxy): { name: string; cut: () => void } {
  return {
    name,
    cut: () => {
      proxy.cut();
    },
  };
}

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function behind(url: string, proxy: TcpProxy): string {
  const changed = new URL(url);
  changed.host = `127.0.0.1:${String(proxy.port)}`;
  return changed.href;
}
