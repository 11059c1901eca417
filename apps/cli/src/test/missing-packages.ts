import { existsSync } from 'node:fs';

/** A server or tool that tests use, and the Debian package that has it. */
interface TestServer {
  readonly debianPackage: string;
  /** Any of these files shows that it is installed. */
  readonly programs: readonly string[];
  /** When set in the environment, the server named there is used instead. */
  readonly replacedBy?: string;
}

const testServers: readonly TestServer[] = [
  {
    debianPackage: 'rabbitmq-server',
    programs: ['/usr/lib/rabbitmq/bin/rabbitmq-server'],
    replacedBy: 'TEST_RABBITMQ_URL',
  },
  { debianPackage: 'dovecot-imapd', programs: ['/usr/lib/dovecot/imap'] },
  { debianPackage: 'dovecot-lmtpd', programs: ['/usr/lib/dovecot/lmtp'] },
  { debianPackage: 'clamav-daemon', programs: ['/usr/sbin/clamd'] },
  { debianPackage: 'swaks', programs: ['/usr/bin/swaks'] },
];

/** Debian packages that the tests need and this machine does not have. */
export function missingPackages(
  env: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): string[] {
  return testServers
    .filter(({ programs, replacedBy }) => (env[replacedBy ?? ''] ?? '') === '' && !programs.some(exists))
    .map(({ debianPackage }) => debianPackage);
}
