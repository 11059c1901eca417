/** Points of an intake at which a fault test kills the ingestor; nothing may be lost or doubled at any of them. */
export const intakeCrashPoints = [
  'receive.before-commit', // ledger row and raw content are written, the transaction is open
  'receive.committed', // they are committed, the sender has no answer yet
  'process.claimed', // a start is counted, nothing is read yet
  'process.parsed', // read, nothing of it is committed
  'process.committed', // outcome and message are committed, nobody has been woken
  'imap.announced', // UIDs are in the ledger, nothing is fetched
  'imap.fetched', // content is here, not committed
  'imap.before-move', // committed, the mail still lies where it came
  'imap.moved', // moved on the server, the ledger does not know it yet
] as const;
export type IntakeCrashPoint = (typeof intakeCrashPoints)[number];
