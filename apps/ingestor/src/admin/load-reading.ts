import type { Environment } from '#libs/config/environment.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { loadFaxGateways } from '../fax/gateway/load-fax-gateways.js';
import type { IngestorConfig } from '../ingestor.config.js';
import { loadIntakePlan } from '../plan/load-intake-plan.js';
import { loadMailProviders } from '../plan/mail-providers.js';
import type { Reading } from './foresee-outcome.js';

/** What the ingestor reads deliveries by, as it is configured now. Throws ConfigurationFault. */
export function loadReading(config: IngestorConfig, env: Environment): Reading {
  return {
    intake: loadIntakePlan(config.REDRESS_INTAKE, env, loadMailProviders(config.INTAKE_MAIL_PROVIDERS)),
    presets: loadPresets(config.REDRESS_PRESETS).book,
    roster: loadRoster(config.REDRESS_ROSTER),
    faxGateways: { forms: loadFaxGateways(config.INTAKE_FAX_GATEWAYS) },
  };
}
