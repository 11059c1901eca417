import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { environment } from '#libs/config/environment.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';

const policyFile = '/usr/sbin/policy-rc.d';

/**
 * Installs Debian packages without starting the services in them. Throws CommandRefused (exit code 2) that names the
 * packages where this user or machine cannot.
 */
export function installPackages(packages: readonly string[], say: (line: string) => void): void {
  const byHand = `apt-get install ${packages.join(' ')}`;
  if (!existsSync('/usr/bin/apt-get')) {
    throw new CommandRefused(`the tests need ${packages.join(', ')} (Debian's names); install them and try again`);
  }
  if (process.getuid?.() !== 0) {
    throw new CommandRefused(`the tests need ${packages.join(', ')}; as root: ${byHand}`);
  }
  say(`installing ${packages.join(', ')} by apt-get`);
  withServicesHeld(() => {
    if (!apt(['install', '-y', '--no-install-recommends', ...packages])) {
      say('once more with fresh package lists');
      if (!apt(['update']) || !apt(['install', '-y', '--no-install-recommends', ...packages])) {
        throw new CommandRefused(
          `the tests need ${packages.join(', ')}, and apt-get could not install them (see above): ${byHand}`,
        );
      }
    }
  });
}

function apt(args: readonly string[]): boolean {
  const { status } = spawnSync('/usr/bin/apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...environment(), PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Debian asks this file before it starts a service; a machine that has one already has decided for itself. */
function withServicesHeld(work: () => void): void {
  if (existsSync(policyFile)) {
    work();
    return;
  }
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    work();
  } finally {
    rmSync(policyFile, { force: true });
  }
}
