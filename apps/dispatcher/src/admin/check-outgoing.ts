import type { DispatcherConfig } from '../dispatcher.config.js';
import { sendProbe, verifyServer } from '../notice/transport/outgoing-probe.js';
import type { ProbeFailure, ProbeMail } from '../notice/transport/outgoing-probe.js';
import { maildirOf } from '../notice/transport/open-transports.js';
import type { SmtpOptions } from '../notice/transport/smtp.transport.js';
import { readOutgoingPlan } from '../outgoing/load-outgoing-plan.js';

export type { ProbeFailure, ProbeMail } from '../notice/transport/outgoing-probe.js';

/** In whose name the notices of a preset, or of one unit of it, go out. */
export interface CheckedSender {
  readonly preset: string;
  /** Null: every unit without an entry of its own. */
  readonly unit: string | null;
  readonly address: string;
  readonly mode: 'plus' | 'catch-all' | 'none';
}

/** The way out as `doctor` looks at it. */
export interface CheckedOutgoing {
  readonly senders: readonly CheckedSender[];
  /** Null: no mail server is configured, mails are laid into `maildir`. */
  readonly server: {
    /** Without user and password. */
    readonly name: string;
    verify(): Promise<ProbeFailure | null>;
    send(probe: ProbeMail): Promise<ProbeFailure | null>;
  } | null;
  readonly maildir: string;
}

/** Throws ConfigurationFault for an outgoing plan that is none. */
export function checkedOutgoing(config: DispatcherConfig): CheckedOutgoing {
  const senders = readOutgoingPlan(config.REDRESS_OUTGOING).senders.map(({ preset, unit, address, mode }) => ({
    preset,
    unit: unit ?? null,
    address,
    mode,
  }));
  const maildir = maildirOf(config.REDRESS_DATA_DIR);
  if (config.REDRESS_SMTP_URL === undefined) {
    return { senders, server: null, maildir };
  }
  const options: SmtpOptions = {
    url: config.REDRESS_SMTP_URL,
    tls: config.REDRESS_SMTP_TLS,
    deadlineMs: config.REDRESS_SEND_DEADLINE_SECONDS * 1_000,
    connections: 1,
  };
  const { protocol, host } = new URL(options.url);
  return {
    senders,
    maildir,
    server: {
      name: `${protocol}//${host}`,
      verify: () => verifyServer(options),
      send: (probe) => sendProbe(options, probe),
    },
  };
}
