import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { FileGate } from '../attachments/file-gate.js';
import type { JudgedFile } from '../attachments/limit-files.js';
import { ScanSettings } from '../attachments/scan/file-scanner.js';
import { pageFiles, withSheets } from '../fax/fax-content.js';
import { FaxReader } from '../fax/fax-reader.js';
import { FaxSettings } from '../fax/fax-settings.js';
import { isFaxFile } from '../fax/gateway/recognise-fax.js';
import type { Delivery } from '../store/delivery.entity.js';
import { CaseNumberPatterns } from './case-number-patterns.js';
import type { ReadContent } from './read-content.js';

/** A file ready to be sealed; `page`: the image of a page of the fax. */
export type PreparedFile = JudgedFile & { readonly page?: number };

export interface PreparedContent extends Omit<ReadContent, 'files'> {
  readonly files: readonly PreparedFile[];
}

/** `wait`: it is not its turn yet; it is looked at again after so many seconds. */
export type Preparation =
  | { readonly kind: 'prepared'; readonly content: PreparedContent }
  | { readonly kind: 'wait'; readonly seconds: number };

const turnSeconds = 2;

/** What takes long and needs no transaction: judging files and reading faxes. */
@Injectable()
export class ContentPreparer {
  constructor(
    private readonly em: EntityManager,
    private readonly gate: FileGate,
    private readonly faxes: FaxReader,
    private readonly patterns: CaseNumberPatterns,
    private readonly faxSettings: FaxSettings,
    private readonly scanSettings: ScanSettings,
  ) {}

  /** Whether preparing can take longer than a moment. */
  takesLong({ fax, files }: ReadContent): boolean {
    return fax !== null || (files.length > 0 && this.scanSettings.address !== null);
  }

  /** Throws TransientFailure: the virus scanner is away, or this service is being stopped. */
  async prepare(delivery: Delivery, content: ReadContent): Promise<Preparation> {
    const { files, fax } = content;
    if (files.length === 0) {
      return { kind: 'prepared', content: { ...content, files: [] } };
    }
    const waited = this.takesLong(content) ? await this.waitedMs(delivery.id) : 0;
    const mayWait = waited < this.faxSettings.patienceMs;
    if (fax !== null && mayWait && this.faxes.isBusy) {
      return { kind: 'wait', seconds: turnSeconds };
    }
    const judged = await this.gate.judge(delivery.id, files, waited < this.scanSettings.patienceMs);
    if (fax === null) {
      return { kind: 'prepared', content: { ...content, files: judged } };
    }
    // What could not be looked at is decoded all the same, away from everything: only pictures come of it.
    const withPages = judged.filter(({ notTaken, content: bytes }) => notTaken !== 'infected' && isFaxFile(bytes));
    const sheets = await this.faxes.read(
      withPages.map(({ content: bytes }) => bytes),
      mayWait,
    );
    if (sheets === null) {
      return { kind: 'wait', seconds: turnSeconds };
    }
    const pages = pageFiles(sheets).map((file): PreparedFile => ({ ...file, notTaken: null }));
    return {
      kind: 'prepared',
      content: {
        ...content,
        message: withSheets(content.message, sheets, this.patterns.of(delivery.preset)),
        files: [...pages, ...judged],
      },
    };
  }

  /** Machine time since it arrived. */
  private async waitedMs(id: string): Promise<number> {
    const rows = await this.em
      .fork()
      .execute<{ waited: number }[]>(
        `select (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as "waited" from intake.delivery where id = ?`,
        [id],
      );
    return rows[0]?.waited ?? 0;
  }
}
