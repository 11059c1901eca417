import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { checkedOutgoing, type CheckedOutgoing } from '#apps/dispatcher/src/admin/check-outgoing.js';
import { DispatcherConfig } from '#apps/dispatcher/src/dispatcher.config.js';
import { checkedIntake, type CheckedIntake, type KnownPolicy } from '#apps/ingestor/src/admin/check-intake.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { WatchdogConfig } from '#apps/watchdog/src/watchdog.config.js';
import type { Environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import type { Logger } from '#libs/observability/logger.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { describeFailure } from '#libs/runtime/describe-failure.js';
import type { Report } from '#libs/runtime/finding.js';

/** What could be read; null where it could not, and was reported. */
export interface CheckedSettings {
  readonly config: IngestorConfig | null;
  readonly intake: CheckedIntake | null;
  readonly outgoing: CheckedOutgoing | null;
}

/** Reads everything that the services read at their start, and reports every fault by key, or by file and line. */
export function checkSettings(env: Environment, logger: Logger, report: Report): CheckedSettings {
  const config = attempt('environment of the ingestor', report, () => readConfig(IngestorConfig, env));
  attempt('environment of the classifier', report, () => readConfig(ClassifierConfig, env));
  const sending = attempt('environment of the dispatcher', report, () => readConfig(DispatcherConfig, env));
  attempt('environment of the watchdog', report, () => readConfig(WatchdogConfig, env));
  const policy = config === null ? null : readPolicy(config, report);
  const intake =
    config === null
      ? null
      : attempt(`intake plan ${config.REDRESS_INTAKE}`, report, () => checkedIntake(config, env, policy, logger));
  intake?.faults.forEach((fault) => {
    report('fault', fault);
  });
  const outgoing =
    sending === null
      ? null
      : attempt(`outgoing plan ${sending.REDRESS_OUTGOING}`, report, () => checkedOutgoing(sending));
  return { config, intake, outgoing };
}

function readPolicy(config: IngestorConfig, report: Report): KnownPolicy | null {
  const presets = attempt(`presets ${config.REDRESS_PRESETS}`, report, () => loadPresets(config.REDRESS_PRESETS));
  const roster = attempt(`roster ${config.REDRESS_ROSTER}`, report, () => loadRoster(config.REDRESS_ROSTER));
  return presets === null || roster === null ? null : { book: presets.book, roster };
}

function attempt<Result>(what: string, report: Report, read: () => Result): Result | null {
  try {
    const result = read();
    report('ok', `${what}: read`);
    return result;
  } catch (error) {
    describeFailure(error).lines.forEach((line) => {
      report('fault', `${what}: ${line}`);
    });
    return null;
  }
}
