import type { Environment } from '#libs/config/environment.js';
import type { Logger } from '#libs/observability/logger.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Report } from '#libs/runtime/finding.js';
import { loadFaxGateways } from '../fax/gateway/load-fax-gateways.js';
import { checkMailbox } from '../imap/check/check-mailbox.js';
import { findProbes } from '../imap/check/find-probes.js';
import type { FoundProbe } from '../imap/check/find-probes.js';
import { signInOf } from '../imap/sign-in/sign-in-of.js';
import type { SignIn } from '../imap/sign-in/sign-in.port.js';
import type { IngestorConfig } from '../ingestor.config.js';
import type { Mailbox } from '../plan/intake-plan.schema.js';
import { checkPlan } from '../plan/check-plan.js';
import type { KnownUnits } from '../plan/check-plan.js';
import { loadIntakePlan } from '../plan/load-intake-plan.js';
import { loadMailProviders } from '../plan/mail-providers.js';
import type { ProviderProfiles } from '../plan/mail-providers.js';
import { matchRecipient } from '../smtp/match-recipient.js';

export type { FoundProbe } from '../imap/check/find-probes.js';

/** A mailbox of the plan, for looking at from outside. */
export interface CheckedMailbox {
  readonly key: string;
  readonly preset: string;
  readonly unit: string;
  readonly addressMode: Mailbox['addressMode'];
  /** The first that is no pattern; null where there are only patterns. */
  readonly address: string | null;
  /** Null: mail comes to it by SMTP or LMTP only. */
  readonly reading: {
    check(report: Report): Promise<void>;
    /** Throws ImapFailure. */
    findProbes(marks: readonly string[], limitMs: number): Promise<FoundProbe[]>;
  } | null;
}

export interface CheckedIntake {
  /** What the plan names and presets, roster or fax gateways do not have, one line each. */
  readonly faults: readonly string[];
  readonly mailboxes: readonly CheckedMailbox[];
  /** The mailbox that mail to an address reaches; null for none. */
  mailboxOf(address: string): CheckedMailbox | null;
}

/** What the plan is held against. */
export interface KnownPolicy {
  readonly book: PresetBook;
  readonly roster: KnownUnits;
}

/** The intake plan as `doctor` looks at it; `policy` null where that itself is wrong. Throws ConfigurationFault. */
export function checkedIntake(
  config: IngestorConfig,
  env: Environment,
  policy: KnownPolicy | null,
  logger: Logger,
): CheckedIntake {
  const profiles = loadMailProviders(config.INTAKE_MAIL_PROVIDERS);
  const { plan, secretOf } = loadIntakePlan(config.REDRESS_INTAKE, env, profiles);
  const mailboxes = plan.mailboxes.map((mailbox) =>
    checked(mailbox, mailbox.imap === undefined ? null : signInOf(mailbox.imap, secretOf, logger), profiles),
  );
  const forms = loadFaxGateways(config.INTAKE_FAX_GATEWAYS);
  return {
    faults: policy === null ? [] : checkPlan(config.REDRESS_INTAKE, plan, policy.book, policy.roster, forms),
    mailboxes,
    mailboxOf: (address) => {
      const found = matchRecipient(address, plan.mailboxes);
      return mailboxes.find(({ key }) => key === found?.key) ?? null;
    },
  };
}

function checked(mailbox: Mailbox, signIn: SignIn | null, profiles: ProviderProfiles): CheckedMailbox {
  const { key, preset, unit, addressMode, addresses, imap } = mailbox;
  const address = addresses.find((one) => !one.startsWith('*')) ?? null;
  if (imap === undefined || signIn === null) {
    return { key, preset, unit, addressMode, address, reading: null };
  }
  const profile = profiles.get(imap.provider) ?? null;
  return {
    key,
    preset,
    unit,
    addressMode,
    address,
    reading: {
      check: (report) => checkMailbox({ mailbox, access: imap, signIn, profile }, report),
      findProbes: (marks, limitMs) => findProbes(imap, signIn, marks, limitMs),
    },
  };
}
