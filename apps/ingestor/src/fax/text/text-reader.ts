import type { PageText } from './page-text.js';
import { EngineGone, TextEngine } from './text-engine.js';

export interface TextReaderOptions {
  /** Engines at the most: each takes a processor and about 200 MB while it works. */
  readonly engines: number;
  /** An engine that nobody wants for so long is ended. */
  readonly idleMs: number;
}

/** Held by one fax until all its pages are read. */
export interface TakenEngine {
  /** Null: the page could not be read in that time. Throws ReaderStopped. */
  read(image: Uint8Array, limitMs: number): Promise<PageText | null>;
  giveBack(): Promise<void>;
}

export class ReaderStopped extends Error {
  override readonly name = 'ReaderStopped';
}

const startAgainMs = 300_000;

interface Seat {
  engine: TextEngine | null;
  taken: boolean;
  idle: NodeJS.Timeout | undefined;
}

/** Text engines, made with the first fax and ended when no more come. */
export class TextReader {
  private readonly seats: Seat[];
  private stopped = false;
  /** An engine that does not start leaves its thread behind: it is not asked for again at once. */
  private noStartBefore = 0;

  constructor(private readonly options: TextReaderOptions) {
    this.seats = Array.from({ length: options.engines }, () => ({ engine: null, taken: false, idle: undefined }));
  }

  get isBusy(): boolean {
    return !this.stopped && this.seats.every(({ taken }) => taken);
  }

  /** Null when all are at work, or reading has stopped. */
  tryTake(): TakenEngine | null {
    const seat = this.stopped ? undefined : this.seats.find(({ taken }) => !taken);
    if (seat === undefined) {
      return null;
    }
    seat.taken = true;
    clearTimeout(seat.idle);
    return {
      read: (image, limitMs) => this.read(seat, image, limitMs),
      giveBack: () => this.giveBack(seat),
    };
  }

  /** Engines that live now, for those who watch over memory. */
  get living(): number {
    return this.seats.filter(({ engine }) => engine !== null).length;
  }

  /** Pages in hand come to nothing. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.seats.map((seat) => this.endEngine(seat)));
  }

  private async read(seat: Seat, image: Uint8Array, limitMs: number): Promise<PageText | null> {
    try {
      const engine = seat.engine ?? (await this.start());
      seat.engine = engine;
      if (this.stopped) {
        throw new ReaderStopped('Reading faxes has stopped');
      }
      return await engine.read(image, limitMs);
    } catch (error) {
      await this.endEngine(seat);
      if (this.stopped) {
        throw new ReaderStopped('Reading faxes has stopped');
      }
      if (error instanceof EngineGone) {
        return null;
      }
      throw error;
    }
  }

  private async start(): Promise<TextEngine> {
    if (performance.now() < this.noStartBefore) {
      throw new EngineGone('The text engine could not be started a short while ago');
    }
    try {
      return await TextEngine.start();
    } catch (error) {
      this.noStartBefore = performance.now() + startAgainMs;
      throw error;
    }
  }

  private async giveBack(seat: Seat): Promise<void> {
    seat.taken = false;
    if (this.stopped) {
      await this.endEngine(seat);
      return;
    }
    seat.idle = setTimeout(() => {
      void this.endEngine(seat);
    }, this.options.idleMs);
    seat.idle.unref();
  }

  private async endEngine(seat: Seat): Promise<void> {
    const { engine } = seat;
    seat.engine = null;
    clearTimeout(seat.idle);
    await engine?.end();
  }
}
