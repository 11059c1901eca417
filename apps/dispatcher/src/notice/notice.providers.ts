import { EntityManager } from '@mikro-orm/postgresql';
import type { Provider } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { CrashPoints } from '#libs/failure/crash-point.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import { Vault } from '#libs/vault/vault.js';
import { NoticeBook } from './book/notice.book.js';
import { NoticeSettings } from './book/notice-settings.js';
import { NoticeWake } from './book/notice-wake.js';
import { HtmlLayout } from './compose/html-layout.js';
import type { NoticeConfig } from './notice.config.js';
import { QuietHours } from './quiet/quiet-hours.js';
import { NoticeOutcomes } from './send/notice-outcomes.port.js';
import type { NoticePoint } from './send/notice-points.js';
import { NoticeSender } from './send/notice-sender.js';
import { countAttempts } from './transport/count-attempts.js';
import { openMailTransport, openSmsTransport, type SmsAccounts } from './transport/open-transports.js';
import { NoticeWording } from './wording/notice-wording.js';

export interface NoticeOptions {
  readonly config: NoticeConfig;
  readonly dataDir: string;
  readonly crash: CrashPoints<NoticePoint>;
  readonly sms: SmsAccounts;
  readonly settings?: NoticeSettings;
}

/**
 * NoticeBook, NoticeSender and what they need, for the dispatcher's module. It must itself provide NoticeOutcomes,
 * PresetBook, Identities, BusinessClock, Logger, Vault and EntityManager. The sender runs from application bootstrap
 * to shutdown.
 */
export function noticeProviders({ config, dataDir, crash, sms, settings }: NoticeOptions): Provider[] {
  return [
    NoticeBook,
    NoticeWake,
    { provide: QuietHours, inject: [PresetBook], useFactory: (presets: PresetBook) => new QuietHours(presets) },
    { provide: NoticeSettings, useFactory: () => settings ?? new NoticeSettings() },
    { provide: HtmlLayout, useFactory: async () => HtmlLayout.load(config.REDRESS_TEMPLATES) },
    {
      provide: NoticeWording,
      inject: [PresetBook],
      useFactory: (presets: PresetBook) => new NoticeWording(presets),
    },
    {
      provide: NoticeSender,
      inject: [EntityManager, Vault, BusinessClock, Logger, NoticeOutcomes, NoticeWake, Metrics],
      useFactory: (
        em: EntityManager,
        vault: Vault,
        clock: BusinessClock,
        logger: Logger,
        outcomes: NoticeOutcomes,
        wake: NoticeWake,
        metrics: Metrics,
      ) =>
        new NoticeSender({
          em,
          vault,
          clock,
          logger,
          outcomes,
          wake,
          crash,
          mail: openMailTransport(config, dataDir, logger),
          sms: openSmsTransport(config, sms, logger, countAttempts(metrics)),
          deadlineMs: config.REDRESS_SEND_DEADLINE_SECONDS * 1_000,
          width: config.REDRESS_SMTP_CONNECTIONS,
        }),
    },
  ];
}
