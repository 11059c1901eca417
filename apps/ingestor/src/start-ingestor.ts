import { openClock } from '#libs/clock/open-clock.js';
import { environment } from '#libs/config/environment.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { Channel } from '#libs/contracts/vocabulary.js';
import { transportStrategy } from '#libs/messaging/messaging.module.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import type { ServiceHost } from '#libs/runtime/service-host.js';
import { startService } from '#libs/runtime/start-service.js';
import { vaultOptions } from '#libs/vault/vault-options.js';
import type { FaxGateways } from './fax/fax-gateways.js';
import { loadFaxGateways } from './fax/gateway/load-fax-gateways.js';
import { takeIntakeBodies } from './http/intake-bodies.js';
import type { IngestorConfig } from './ingestor.config.js';
import { IngestorModule } from './ingestor.module.js';
import { IngestorParts } from './ingestor.parts.js';
import type { MailPorts } from './ingestor.parts.js';
import { checkPlan } from './plan/check-plan.js';
import { loadIntakePlan } from './plan/load-intake-plan.js';
import { loadMailProviders } from './plan/mail-providers.js';
import type { PresetEntries } from './passed-on/preset-entries.js';
import type { LoadedIntake } from './plan/loaded-intake.js';
import { numbersOf } from './process/numbers-of.js';

/** The ingestor also listens for mail. */
export interface RunningIngestor extends RunningService {
  /** Where a mail can be handed in; null when the SMTP listener is off. */
  readonly smtp: { readonly host: string; readonly port: number } | null;
  /** The same by LMTP. */
  readonly lmtp: { readonly host: string; readonly port: number } | null;
  /** Cuts the connections to mail servers, which are made again. For fault tests. */
  cutMailboxes(): void;
}

/** Starts the ingestor. Throws ConfigurationFault, one line a fault, before anything is opened. */
export async function startIngestor(
  config: IngestorConfig,
  host: ServiceHost = { embeddedDatabase: false },
): Promise<RunningIngestor> {
  const databaseUrl = config.DATABASE_URL;
  if (databaseUrl === undefined) {
    throw new ConfigurationFault(['DATABASE_URL is missing: a service by itself brings no database']);
  }
  const logger = createLogger({
    service: 'ingestor',
    level: config.REDRESS_LOG_LEVEL,
    destination: config.REDRESS_LOG_TO,
  });
  const { book } = loadPresets(config.REDRESS_PRESETS);
  const intake: LoadedIntake = loadIntakePlan(
    config.REDRESS_INTAKE,
    host.environment ?? environment(),
    loadMailProviders(config.INTAKE_MAIL_PROVIDERS),
  );
  const roster = loadRoster(config.REDRESS_ROSTER);
  const faxGateways: FaxGateways = { forms: loadFaxGateways(config.INTAKE_FAX_GATEWAYS) };
  const faults = checkPlan(config.REDRESS_INTAKE, intake.plan, book, roster, faxGateways.forms);
  if (faults.length > 0) {
    throw new ConfigurationFault(faults);
  }
  const clock = await openClock(config.REDRESS_CLOCK, { url: databaseUrl, nodeEnv: config.NODE_ENV, logger });
  const made: { parts?: IngestorParts } = {};
  const service = await startService({
    name: 'ingestor',
    config,
    http: { host: config.INGESTOR_HTTP_HOST, port: config.INGESTOR_HTTP_PORT },
    module: IngestorModule.of({
      config,
      databaseUrl,
      vault: vaultOptions(config, host.embeddedDatabase, logger),
      clock,
      intake,
      patterns: numbersOf(book),
      entries: entriesOf(book),
      faxGateways,
      staff: { has: (mail) => roster.personByAddress(mail) !== null },
      passing: host.passing,
    }),
    transport: transportStrategy,
    configure: (app) => {
      takeIntakeBodies(app);
      made.parts = app.get(IngestorParts);
    },
  });
  const ports = await startParts(service, made.parts, {
    smtp: config.INTAKE_SMTP,
    lmtp: config.INTAKE_LMTP,
    clock,
  });
  return Object.assign(service, {
    smtp: ports.smtp === null ? null : { host: config.INTAKE_SMTP_HOST, port: ports.smtp },
    lmtp: ports.lmtp === null ? null : { host: config.INTAKE_LMTP_HOST, port: ports.lmtp },
    cutMailboxes: () => {
      made.parts?.cutMailboxes();
    },
  });
}

/** What began is stopped again when the rest cannot begin. */
async function startParts(
  service: RunningService,
  parts: IngestorParts | undefined,
  options: Parameters<IngestorParts['start']>[0],
): Promise<MailPorts> {
  if (parts === undefined) {
    throw new Error('The container was made without its parts');
  }
  try {
    return await parts.start(options);
  } catch (error) {
    await service.close().catch(() => undefined);
    throw error;
  }
}

function entriesOf(book: PresetBook): PresetEntries {
  return {
    of: (preset) =>
      book.has(preset)
        ? Object.entries(book.get(preset).channels).flatMap(([channel, { origins }]) =>
            Object.entries(origins).map(([origin, { title, referral }]) => ({
              channel: Channel.parse(channel),
              origin,
              titles: [title.zh, title.en],
              referral,
            })),
          )
        : [],
    timeZoneOf: (preset) => (book.has(preset) ? book.get(preset).timeZone : 'Asia/Shanghai'),
  };
}
