import { randomBytes } from 'node:crypto';
import type { CheckedOutgoing, CheckedSender } from '#apps/dispatcher/src/admin/check-outgoing.js';
import type { CheckedMailbox, FoundProbe } from '#apps/ingestor/src/admin/check-intake.js';
import type { Report } from '#libs/runtime/finding.js';

interface Probe {
  readonly mark: string;
  readonly to: string;
  /** Which way it is a test of. */
  readonly way: 'itself' | 'plus' | 'catch-all';
}

export interface Trial {
  readonly mailbox: CheckedMailbox;
  readonly reading: NonNullable<CheckedMailbox['reading']>;
  readonly server: NonNullable<CheckedOutgoing['server']>;
  readonly sender: CheckedSender;
  readonly limitMs: number;
}

/** Sends mails from the mailbox to itself and looks which of its addresses brought them back. */
export async function tryAddresses(
  { mailbox, reading, server, sender, limitMs }: Trial,
  report: Report,
): Promise<void> {
  const probes = probesOf(mailbox);
  if (probes.length === 0) {
    report('note', 'has no address of its own in the plan, only patterns: nothing to try');
    return;
  }
  const sent: Probe[] = [];
  for (const probe of probes) {
    const failure = await server.send({ from: sender.address, to: probe.to, mark: probe.mark });
    if (failure === null) {
      sent.push(probe);
    } else {
      judge(mailbox, probe, null, sender, `not taken by ${server.name} (${failure.code} ${failure.detail})`, report);
    }
  }
  const found = sent.length === 0 ? [] : await look(reading, sent, limitMs, report);
  if (found === null) {
    return;
  }
  for (const probe of sent) {
    const back = found.find(({ mark }) => mark === probe.mark) ?? null;
    judge(mailbox, probe, back, sender, `not there within ${String(limitMs / 1_000)} s`, report);
  }
}

async function look(
  reading: Trial['reading'],
  sent: readonly Probe[],
  limitMs: number,
  report: Report,
): Promise<FoundProbe[] | null> {
  try {
    return await reading.findProbes(
      sent.map(({ mark }) => mark),
      limitMs,
    );
  } catch {
    report('fault', 'the mailbox could not be read while the test mails were waited for');
    return null;
  }
}

/** Made-up addresses of a whole domain are tried only where the plan says that all of them are ours. */
function probesOf({ address, addressMode }: CheckedMailbox): Probe[] {
  if (address === null) {
    return [];
  }
  const at = address.lastIndexOf('@');
  const mark = (): string => `probe-${randomBytes(8).toString('hex')}`;
  const plus = mark();
  const other = mark();
  return [
    { way: 'itself', mark: mark(), to: address },
    { way: 'plus', mark: plus, to: `${address.slice(0, at)}+${plus}${address.slice(at)}` },
    ...(addressMode === 'catch-all'
      ? [{ way: 'catch-all', mark: other, to: `${other}${address.slice(at)}` } as const]
      : []),
  ];
}

function judge(
  { addressMode, address }: CheckedMailbox,
  { way, to }: Probe,
  back: FoundProbe | null,
  sender: CheckedSender,
  lost: string,
  report: Report,
): void {
  const relied = way === 'itself' || way === addressMode;
  if (back === null) {
    report(relied ? 'fault' : 'note', `mail to ${to}: ${lost}${adviceFor(way, relied)}`);
    return;
  }
  const more = way === 'plus' && addressMode === 'none' ? '; addressMode: plus would work here' : '';
  report('ok', `mail to ${to}: arrived in ${back.folder}${more}`);
  if (way === 'itself' && back.from !== null && back.from !== sender.address) {
    report(
      'warning',
      `mail from ${sender.address} arrives as from ${back.from}: the provider puts the login there; send as ${String(address)}`,
    );
  }
}

function adviceFor(way: Probe['way'], relied: boolean): string {
  if (way === 'itself') {
    return '; look for it in the web mailbox, and for a bounce';
  }
  return relied
    ? `; write addressMode: none here and mode: none in the outgoing plan`
    : `; ${way} addressing does not work here, and is not relied on`;
}
