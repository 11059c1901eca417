import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { freePort } from '#libs/database/embedded/free-port.js';
import { startChildServer, type ChildServer } from './child-server.js';
import { requireProgram } from './missing-package.js';
import type { DovecotAddress, RestartableServer } from './test-server.js';

export interface DovecotOptions {
  /** STARTTLS is offered on the port. Left out: no TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Access tokens are taken beside the password, by these mechanisms, and asked about at this address (RFC 7662). */
  readonly tokens?: { readonly mechanisms: 'oauthbearer' | 'xoauth2'; readonly introspectionUrl: string };
}

/** An IMAP server of our own on loopback: maildirs, any user name, one password. */
export async function startDovecot(
  parent: string,
  options: DovecotOptions = {},
): Promise<RestartableServer<DovecotAddress>> {
  const program = requireProgram('/usr/sbin/dovecot', 'dovecot-core');
  requireProgram('/usr/lib/dovecot/imap', 'dovecot-imapd');
  const folder = join(parent, 'dovecot');
  const port = await freePort();
  const password = randomBytes(9).toString('base64url');
  await mkdir(join(folder, 'mail'), { recursive: true });
  // Dovecot's own users pass through these folders.
  await chmod(parent, 0o711);
  await chmod(folder, 0o711);
  await chmod(join(folder, 'mail'), 0o1777);
  const config = join(folder, 'dovecot.conf');
  await writeFile(config, configuration({ folder, port, password, ...(await extras(folder, options)) }));
  const start = (): Promise<ChildServer> =>
    startChildServer({
      name: 'Dovecot',
      program,
      args: ['-F', '-c', config],
      env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8' },
      cwd: '/',
      logFile: join(folder, 'output.log'),
      isReady: () => greets(port),
      limitMs: 30_000,
    });
  let server = await start();
  return {
    address: { host: '127.0.0.1', port, password, mailFolder: join(folder, 'mail') },
    stop: () => server.stop(),
    restart: async () => {
      await server.stop();
      server = await start();
    },
  };
}

/** Lines of the configuration for what not every test needs, and the files that they name. */
async function extras(folder: string, { tls, tokens }: DovecotOptions): Promise<{ ssl: string; signIn: string }> {
  const ssl =
    tls === undefined ? 'ssl = no' : `ssl = yes\nssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem`;
  if (tls !== undefined) {
    await writeFile(join(folder, 'cert.pem'), tls.cert);
    await writeFile(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  }
  if (tokens === undefined) {
    return { ssl, signIn: 'auth_mechanisms = plain login' };
  }
  const answers = ['introspection_mode = post', 'username_attribute = sub', 'active_attribute = active'];
  await writeFile(
    join(folder, 'tokens.conf'),
    [...answers, 'active_value = true', `introspection_url = ${tokens.introspectionUrl}`, ''].join('\n'),
    { mode: 0o644 },
  );
  const { mechanisms } = tokens;
  return {
    ssl,
    signIn: `auth_mechanisms = plain login ${mechanisms}
passdb {
  driver = oauth2
  mechanisms = ${mechanisms}
  args = ${folder}/tokens.conf
}`,
  };
}

interface Configuration {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly ssl: string;
  readonly signIn: string;
}

function configuration({ folder, port, password, ssl, signIn }: Configuration): string {
  const asRoot = process.getuid?.() === 0;
  const self = userInfo().username;
  const users = asRoot
    ? []
    : [`default_internal_user = ${self}`, `default_login_user = ${self}`, 'default_internal_group ='];
  const mailUser = asRoot
    ? 'uid=nobody gid=nogroup'
    : `uid=${String(process.getuid?.())} gid=${String(process.getgid?.())}`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
${ssl}
disable_plaintext_auth = no
${signIn}
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
mail_max_userip_connections = 50
mailbox_list_index = no
${users.join('\n')}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = ${mailUser} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(port)}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('data', (greeting) => {
      end(greeting.toString().startsWith('* OK'));
    });
    socket.once('error', () => {
      end(false);
    });
  });
}
