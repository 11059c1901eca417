import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '#libs/database/embedded/free-port.js';
import type { ComposeFile, ComposeService } from './compose-file.schema.js';
import { Container } from './container.js';
import { readCompose, startOrder } from './read-compose.js';
import { readDockerfile } from './read-dockerfile.js';
import { StandIn } from './stand-in.js';
import { writeTrialMailConfig } from './trial-mail.js';

/** Real servers that take the place of the images that are not ours. */
export interface ForeignServers {
  readonly postgres: string;
  readonly rabbitmq: string;
}

/** Everything of the compose file with the profile `trial`, running as plain processes. */
export class Trial {
  readonly containers = new Map<string, Container>();

  private constructor(
    readonly compose: ComposeFile,
    readonly folder: string,
    private readonly ports: ReadonlyMap<number, number>,
  ) {}

  /** Makes the secrets, places and processes; nothing runs yet. */
  static async prepare(root: string, foreign: ForeignServers): Promise<Trial> {
    const compose = readCompose(join(root, 'docker-compose.yml'));
    const folder = await mkdtemp(join(tmpdir(), 'redress-compose-'));
    // Dovecot's own users pass through.
    await chmod(folder, 0o711);
    const secrets = join(folder, 'secrets');
    await promisify(execFile)('/bin/sh', [join(root, 'docker/make-secrets.sh'), secrets]);
    const ports = new Map<number, number>();
    for (const port of [24, 143, 2525, 8081, 8082, 8083, 8084]) {
      ports.set(port, await freePort());
    }
    const trial = new Trial(compose, folder, ports);
    const config = await writeTrialMailConfig(join(root, 'docker/dovecot.conf'), folder, ports);
    const hosts = Object.keys(compose.services);
    await mkdir(join(folder, 'data'));
    for (const [name, service] of Object.entries(compose.services)) {
      if (service.build !== undefined) {
        const paths = await trial.pathsOf(service, { root, secrets, foreign, config });
        const standIn = new StandIn({ hosts, ports, paths });
        const image = readDockerfile(join(root, 'Dockerfile'), service.build.target);
        trial.containers.set(name, new Container(name, service, image, { standIn, workdir: root }));
      }
    }
    return trial;
  }

  /** Where a port that the compose file publishes is to be found here. */
  published(port: number): number {
    return this.ports.get(port) ?? 0;
  }

  /** Starts all in the order of `depends_on`, each when what it waits for is as it must be. */
  async start(): Promise<void> {
    for (const name of startOrder(this.compose)) {
      for (const [other, { condition }] of Object.entries(this.compose.services[name]?.depends_on ?? {})) {
        await this.awaitCondition(other, condition);
      }
      this.containers.get(name)?.start();
    }
    for (const [name, { healthcheck }] of Object.entries(this.compose.services)) {
      await (healthcheck === undefined ? undefined : this.containers.get(name)?.healthy());
    }
  }

  /** Stops all, the last started first; the exit codes. */
  async stop(): Promise<Record<string, number | null>> {
    const codes: Record<string, number | null> = {};
    for (const name of startOrder(this.compose).reverse()) {
      const container = this.containers.get(name);
      if (container !== undefined) {
        codes[name] = await container.stop();
      }
    }
    return codes;
  }

  async putAway(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async awaitCondition(
    name: string,
    condition: 'service_healthy' | 'service_completed_successfully',
  ): Promise<void> {
    const container = this.containers.get(name);
    if (container === undefined) {
      return; // Not ours: its stand-in was up before we began.
    }
    if (condition === 'service_healthy') {
      await container.healthy();
      return;
    }
    const code = await container.completed();
    if (code !== 0) {
      throw new Error(`${name} did not complete (${String(code)}):\n${container.log}`);
    }
  }

  /** Paths inside the container, by its secrets and volumes. Secrets that name a server of ours name its stand-in. */
  private async pathsOf(
    service: ComposeService,
    { root, secrets, foreign, config }: { root: string; secrets: string; foreign: ForeignServers; config: string },
  ): Promise<Map<string, string>> {
    const paths = new Map<string, string>([['/etc/dovecot/redress.conf', config]]);
    for (const { source, target } of service.secrets) {
      const file = this.compose.secrets[source]?.file.replace('./secrets', secrets) ?? '';
      const here = join(this.folder, `${source}.translated`);
      await writeFile(here, this.translateSecret(source, await readFile(file, 'utf8'), foreign));
      paths.set(target, here);
    }
    for (const volume of service.volumes) {
      const [from = '', inside = ''] = volume.split(':');
      paths.set(inside, from.startsWith('./') ? join(root, from.slice(2)) : join(this.folder, 'data'));
    }
    return paths;
  }

  private translateSecret(source: string, text: string, foreign: ForeignServers): string {
    const given: Readonly<Record<string, string>> = { database_url: foreign.postgres, rabbitmq_url: foreign.rabbitmq };
    return given[source] ?? text.replace('mail:24', `127.0.0.1:${String(this.published(24))}`);
  }
}
