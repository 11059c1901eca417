import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { WorkLoop } from '#libs/clock/work-loop.js';
import { TransientFailure } from '#libs/failure/failure.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Logger } from '#libs/observability/logger.js';
import { Vault } from '#libs/vault/vault.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import { ContentReader } from '../../process/content-reader.js';
import { DeliveryEntity } from '../../store/delivery.entity.js';
import { FileGate } from '../file-gate.js';
import type { JudgedFile } from '../limit-files.js';
import { ScanSettings } from './file-scanner.js';

const batch = 20;
const lookEveryMs = 10_000;

/** Takes the files of messages that went on without them, once the virus scanner is back and finds nothing in them. */
@Injectable()
export class HeldFiles {
  private readonly loop: WorkLoop;

  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly reader: ContentReader,
    private readonly gate: FileGate,
    private readonly settings: ScanSettings,
    private readonly logger: Logger,
    clock: BusinessClock,
  ) {
    this.loop = new WorkLoop({
      name: 'held-files',
      clock,
      logger,
      runDue: () => this.release(),
      maxIdleMs: Math.min(lookEveryMs, Math.max(500, settings.patienceMs)),
    });
  }

  start(): void {
    if (this.settings.address !== null) {
      this.loop.start();
    }
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  private async release(): Promise<null> {
    const rows = await this.em
      .fork()
      .execute<{ id: string }[]>(
        `select id from intake.delivery where flags @> array['files-unscanned'] and outcome is not null order by ordinal limit ?`,
        [batch],
      );
    try {
      for (const { id } of rows) {
        await this.releaseOne(id);
      }
    } catch (error) {
      // Still away: the gate has said so once, and this looks again soon.
      if (!(error instanceof TransientFailure)) {
        throw error;
      }
    }
    return null;
  }

  private async releaseOne(id: string): Promise<void> {
    const files = await this.filesOf(id);
    const judged = files === null ? [] : await this.gate.judge(id, files, true);
    await this.em.fork().transactional(async (em) => {
      const held = await em.execute<unknown[]>(
        `update intake.delivery set flags = array_remove(flags, 'files-unscanned') || ?::text[]
          where id = ? and flags @> array['files-unscanned'] returning id`,
        [judged.some(({ notTaken }) => notTaken === 'infected') ? '{file-infected}' : '{}', id],
      );
      if (held.length > 0 && files !== null) {
        await this.take(id, judged);
      }
    });
    this.logger.info({ delivery: id, files: judged.length }, 'Files that waited for the virus scanner are looked at');
  }

  private async take(id: string, judged: readonly JudgedFile[]): Promise<void> {
    const item = await this.vault.find(id, 'message');
    if (item === null) {
      return;
    }
    const message = await this.vault.openJson(item, StoredMessage);
    const attachments: StoredMessage['attachments'] = [];
    for (const stored of message.attachments) {
      const file = judged.find(({ name, sha256 }) => name === stored.name && sha256 === stored.sha256);
      if (stored.notTaken !== 'unscanned' || file === undefined) {
        attachments.push(stored);
        continue;
      }
      const { notTaken: _waited, ...rest } = stored;
      attachments.push(
        file.notTaken === null
          ? { ...rest, item: await this.vault.seal(id, 'attachment', file.content) }
          : { ...rest, notTaken: file.notTaken },
      );
    }
    await this.vault.sealJson(id, 'message', StoredMessage.parse({ ...message, attachments }));
  }

  /** Null: there is nothing to be taken. The pages of a fax are kept as pictures anyway, and the desk may have typed it. */
  private async filesOf(id: string): Promise<Parameters<FileGate['judge']>[1] | null> {
    const delivery = await this.em.fork().findOneOrFail(DeliveryEntity, { id });
    if (delivery.channel === 'fax') {
      return null;
    }
    try {
      const item = await this.vault.find(id, 'raw');
      const result = item === null ? null : await this.reader.read(delivery, await this.vault.open(item));
      return result?.kind === 'content' ? result.content.files : null;
    } catch (error) {
      if (error instanceof VaultRejected && error.code === 'group-erased') {
        return null;
      }
      throw error;
    }
  }
}
