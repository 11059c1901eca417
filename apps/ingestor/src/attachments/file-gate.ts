import { Injectable } from '@nestjs/common';
import { TransientFailure } from '#libs/failure/failure.js';
import { Logger } from '#libs/observability/logger.js';
import type { ReadFile } from '../process/read-content.js';
import { AttachmentSettings } from './attachment-settings.js';
import { limitFiles, type JudgedFile } from './limit-files.js';
import { FileScanner } from './scan/file-scanner.js';
import { settledType } from './type-of-content.js';

/** Decides which files of a message are taken: by size, number and what the virus scanner says. Types by content. */
@Injectable()
export class FileGate {
  constructor(
    private readonly settings: AttachmentSettings,
    private readonly scanner: FileScanner,
    private readonly logger: Logger,
  ) {}

  /**
   * @param delivery for the log
   * @param mayWait  false: where the scanner is away, files are held back and the message goes on. True: throws
   *                 TransientFailure, and the message is read again later.
   */
  async judge(delivery: string, files: readonly ReadFile[], mayWait: boolean): Promise<JudgedFile[]> {
    const typed = files.map((file) => ({ ...file, type: settledType(file.content, file.type) }));
    const judged: JudgedFile[] = [];
    for (const file of limitFiles(typed, this.settings)) {
      judged.push(file.notTaken === null ? await this.scanned(delivery, file, mayWait) : file);
    }
    return judged;
  }

  private async scanned(delivery: string, file: JudgedFile, mayWait: boolean): Promise<JudgedFile> {
    try {
      const verdict = await this.scanner.scan(file.content);
      if (verdict?.kind === 'infected') {
        this.logger.error(
          { delivery, signature: verdict.signature, bytes: file.content.length },
          'A file is infected; it is held in quarantine',
        );
        return { ...file, notTaken: 'infected' };
      }
      return file;
    } catch (error) {
      if (error instanceof TransientFailure && !mayWait) {
        this.logger.error({ delivery }, 'A message goes on without its files, which nobody has looked at for viruses');
        return { ...file, notTaken: 'unscanned' };
      }
      throw error;
    }
  }
}
