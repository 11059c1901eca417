import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * docker/dovecot.conf for a plain process: the container's folders and ports are exchanged for some of ours, and where
 * the test is not root, Dovecot's own users for this one. Everything else is as it is in the image.
 */
export async function writeTrialMailConfig(
  from: string,
  folder: string,
  ports: ReadonlyMap<number, number>,
): Promise<string> {
  await mkdir(join(folder, 'mail'), { recursive: true });
  await chmod(join(folder, 'mail'), 0o1777);
  const asRoot = process.getuid?.() === 0;
  const { username, uid, gid } = userInfo();
  const text = (await readFile(from, 'utf8'))
    .replaceAll('/srv/mail', join(folder, 'mail'))
    .replace('/run/dovecot', join(folder, 'run'))
    .replace('listen = 0.0.0.0', 'listen = 127.0.0.1')
    .replace(/port = (\d+)/gu, (line, port: string) =>
      port === '0' ? line : `port = ${String(ports.get(Number(port)))}`,
    )
    .replace('uid=nobody gid=nogroup', asRoot ? 'uid=nobody gid=nogroup' : `uid=${String(uid)} gid=${String(gid)}`);
  const users = asRoot
    ? ''
    : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group =\n`;
  const config = join(folder, 'redress.conf');
  await writeFile(config, `${text}\n${users}state_dir = ${join(folder, 'state')}\n`);
  return config;
}
