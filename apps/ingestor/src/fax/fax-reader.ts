import { Injectable } from '@nestjs/common';
import { TransientFailure } from '#libs/failure/failure.js';
import { Logger } from '#libs/observability/logger.js';
import { FaxSettings } from './fax-settings.js';
import { prepareInWorker } from './pages/prepare-in-worker.js';
import type { PreparedPage } from './pages/prepare-pages.js';
import { isSameFax } from './resent/same-fax.js';
import { joinPages } from './text/join-pages.js';
import type { PageText } from './text/page-text.js';
import { ReaderStopped, TextReader, type TakenEngine } from './text/text-reader.js';

/** What was read of a fax. */
export interface FaxSheets {
  readonly pages: readonly PreparedPage[];
  /** Pages that its files have; more than `pages` where the limit or a file that nobody can decode cut them off. */
  readonly total: number;
  readonly text: string;
  /** How sure the engine is of the text, 0 to 100; null where it read nothing. */
  readonly confidence: number | null;
  /** False: a person must type what the pages say. */
  readonly sure: boolean;
  readonly warnings: readonly string[];
}

/** Dots, at most, of one image: a page at 600 dots an inch has 35 million. */
const maxDots = 60_000_000;
/** Longest that one page may take the engine: an ordinary one takes a second or two. */
const pageMs = 20_000;
const decodeMs = 30_000;
const idleMs = 60_000;
/** Share of dots that are specks from which on there is no letter to be seen, only work for the engine. */
const hopelessSpecks = 0.025;

/** Decodes fax pages and reads their text, each fax within its time, never more faxes at once than there are engines. */
@Injectable()
export class FaxReader {
  private readonly reader: TextReader;

  constructor(
    private readonly settings: FaxSettings,
    private readonly logger: Logger,
  ) {
    this.reader = new TextReader({ engines: settings.engines, idleMs });
  }

  /** Null: every engine is at work, and this fax can wait for one. Throws TransientFailure when reading is stopped. */
  async read(files: readonly Buffer[], mayWait: boolean): Promise<FaxSheets | null> {
    const engine = this.reader.tryTake();
    if (engine === null && mayWait) {
      return null;
    }
    try {
      return await this.readWith(engine, files);
    } catch (error) {
      if (error instanceof ReaderStopped) {
        throw new TransientFailure(
          'fax-reading-stopped',
          'Reading faxes has stopped; this one is read after the start',
        );
      }
      throw error;
    } finally {
      await engine?.giveBack();
    }
  }

  /** Whether a fax that comes now would have to wait for its turn. */
  get isBusy(): boolean {
    return this.reader.isBusy;
  }

  async stop(): Promise<void> {
    await this.reader.stop();
  }

  private async readWith(engine: TakenEngine | null, files: readonly Buffer[]): Promise<FaxSheets> {
    const until = performance.now() + this.settings.limitMs;
    const warnings = new Set<string>();
    const pages: PreparedPage[] = [];
    let total = 0;
    for (const file of files) {
      const left = this.settings.maxPages - pages.length;
      const limitMs = Math.min(decodeMs, until - performance.now());
      if (left <= 0 || limitMs <= 0) {
        warnings.add('fax-pages-cut');
        break;
      }
      const prepared = await prepareInWorker(file, { maxPages: left, maxDots }, limitMs);
      if (prepared.kind === 'unreadable') {
        this.logger.warn(
          { reason: prepared.reason, bytes: file.length },
          'A fax could not be decoded; it is kept as it came',
        );
        warnings.add(`fax-${prepared.reason}`);
        total += 1;
      } else {
        // Some gateways send the same fax in two forms.
        const before = pages.map(({ print }) => print);
        if (
          !isSameFax(
            prepared.pages.map(({ print }) => print),
            before,
          )
        ) {
          pages.push(...prepared.pages);
          total += prepared.total;
        }
      }
    }
    if (total > pages.length && warnings.size === 0) {
      warnings.add('fax-pages-cut');
    }
    const texts = await this.textsOf(engine, pages, until);
    if (texts.includes(null)) {
      warnings.add('fax-page-unread');
    }
    const { text, confidence } = joinPages(texts);
    const sure =
      pages.length > 0 &&
      warnings.size === 0 &&
      text !== '' &&
      confidence !== null &&
      confidence >= this.settings.leastConfidence;
    return { pages, total, text, confidence, sure, warnings: [...warnings] };
  }

  private async textsOf(
    engine: TakenEngine | null,
    pages: readonly PreparedPage[],
    until: number,
  ): Promise<(PageText | null)[]> {
    const texts: (PageText | null)[] = [];
    for (const { reading, specks } of pages) {
      const limitMs = Math.min(pageMs, until - performance.now());
      texts.push(
        engine === null || limitMs <= 0 || specks > hopelessSpecks ? null : await engine.read(reading, limitMs),
      );
    }
    return texts;
  }
}
