import { Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Logger } from '#libs/observability/logger.js';
import { BlobStore } from './blob/blob-store.js';
import { sweepOrphans } from './blob/sweep-orphans.js';

const everyMs = 60 * 60 * 1000;

/** Once an hour of machine time: takes blobs away that failed transactions left and that erasure orphaned. */
@Injectable()
export class VaultSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly em: EntityManager,
    private readonly blobs: BlobStore,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#running = this.sweep();
    }, everyMs);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer ?? undefined);
    await this.#running;
  }

  private async sweep(): Promise<void> {
    try {
      const swept = await sweepOrphans(this.em.fork(), this.blobs);
      this.logger.info({ swept }, 'The blob store was swept');
    } catch (error) {
      this.logger.warn({ error }, 'The blob store could not be swept; it is tried again in an hour');
    }
  }
}
