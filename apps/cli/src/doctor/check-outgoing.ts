import type { CheckedOutgoing, CheckedSender } from '#apps/dispatcher/src/admin/check-outgoing.js';
import type { CheckedIntake, CheckedMailbox } from '#apps/ingestor/src/admin/check-intake.js';
import type { Report } from '#libs/runtime/finding.js';

/** Whether the server that sends lets us in. Sends nothing. */
export async function checkSending({ server, maildir }: CheckedOutgoing, report: Report): Promise<void> {
  if (server === null) {
    report('warning', `no mail server (REDRESS_SMTP_URL): mails are laid into ${maildir} and reach nobody`);
    return;
  }
  const failure = await server.verify();
  if (failure === null) {
    report('ok', `${server.name} lets us in`);
    return;
  }
  report('fault', `${server.name} does not let us in: ${failure.code} (${failure.detail}); ${whatToDo(failure.code)}`);
}

/** Whether answers to what we send come back to a mailbox of ours, in the way that both sides believe. Pure. */
export function checkWayBack(senders: readonly CheckedSender[], intake: CheckedIntake, report: Report): void {
  for (const sender of senders) {
    const unit = sender.unit ?? 'all units';
    const mailbox = intake.mailboxOf(sender.address);
    if (mailbox === null) {
      report(
        'fault',
        `sender ${sender.address} (${sender.preset}, ${unit}): no mailbox of the intake plan has this address, answers are lost`,
      );
    } else if (sender.mode !== 'none' && !accepts(mailbox, sender.mode)) {
      report(
        'fault',
        `sender ${sender.address}: mode ${sender.mode}, but mailbox ${mailbox.key} has addressMode ${mailbox.addressMode}; answers to the addresses it makes up are refused`,
      );
    } else {
      report('ok', `sender ${sender.address} (${sender.preset}, ${unit}): answers reach mailbox ${mailbox.key}`);
    }
  }
}

/** A mailbox that takes every address takes those with + too. */
function accepts({ addressMode }: CheckedMailbox, mode: CheckedSender['mode']): boolean {
  return addressMode === mode || addressMode === 'catch-all';
}

function whatToDo(code: string): string {
  switch (code) {
    case 'login-refused':
      return 'check user and password in REDRESS_SMTP_URL; Chinese providers want the authorization code there too';
    case 'tls-failed':
      return 'check the port (smtps:// with 465, smtp:// with 587) and the host name';
    case 'server-away':
      return 'check host, port and firewall';
    default:
      return 'see the code of the server';
  }
}
