import type { Worker as EngineThread } from 'node:worker_threads';
import type { InitOptions, Worker } from 'tesseract.js';
import { tidyText } from './join-pages.js';
import { languages, openLanguageData, type LanguageData } from './language-data.js';
import type { PageText } from './page-text.js';

/** The engine says on standard error what nobody here can act on. (The library's types do not know this variable.) */
const quiet = { debug_file: '/dev/null' } as Partial<InitOptions>;
/** Start included: the data is unpacked and the engine compiled. */
const startMs = 30_000;

/** The engine did not answer in time, or died; it is ended, and another one must be made. */
export class EngineGone extends Error {
  override readonly name = 'EngineGone';
}

/** A text engine in a thread of its own. One page at a time. */
export class TextEngine {
  private constructor(
    private readonly data: LanguageData,
    private readonly worker: Worker,
    private readonly died: Promise<never>,
  ) {}

  /** Throws EngineGone. */
  static async start(): Promise<TextEngine> {
    const data = await openLanguageData();
    try {
      // With the first fax: a service without any starts the sooner.
      const { createWorker, OEM } = await import('tesseract.js');
      const worker = await within(
        startMs,
        createWorker(
          [...languages],
          OEM.LSTM_ONLY,
          // Faults of a job come as its own rejection; without a handler they are thrown a second time, at nobody.
          { langPath: data.folder, cacheMethod: 'none', errorHandler: () => undefined },
          quiet,
        ),
      );
      return new TextEngine(data, worker, deathOf(worker));
    } catch (error) {
      await data.remove();
      throw error instanceof EngineGone
        ? error
        : new EngineGone('The text engine could not be started', { cause: error });
    }
  }

  /** Throws EngineGone when the page took longer than that, or was the end of the engine. */
  async read(image: Uint8Array, limitMs: number): Promise<PageText> {
    const job = this.worker.recognize(Buffer.from(image), {}, { text: true, blocks: true });
    const { data } = await within(limitMs, Promise.race([job, this.died]));
    const words = (data.blocks ?? [])
      .flatMap((block) => block.paragraphs)
      .flatMap((paragraph) => paragraph.lines)
      .flatMap((line) => line.words)
      .map((word) => ({ length: [...word.text].length, confidence: word.confidence }));
    const characters = words.reduce((sum, word) => sum + word.length, 0);
    const confidence = words.reduce((sum, word) => sum + word.length * word.confidence, 0) / Math.max(1, characters);
    return { text: tidyText(data.text), characters, confidence };
  }

  async end(): Promise<void> {
    // The thread itself: the library would forget it first, and then fail at nobody for a page that is on its way there.
    await threadOf(this.worker).terminate();
    await this.data.remove();
  }
}

function threadOf(worker: Worker): EngineThread {
  return (worker as Worker & { readonly worker: EngineThread }).worker;
}

/** The library does not watch over its thread: an error there without a listener would be the end of this process. */
function deathOf(worker: Worker): Promise<never> {
  const thread = threadOf(worker);
  const died = new Promise<never>((_, reject) => {
    thread.once('error', (cause) => {
      reject(new EngineGone('The text engine died', { cause }));
    });
    thread.once('exit', () => {
      reject(new EngineGone('The text engine has ended'));
    });
  });
  died.catch(() => undefined);
  return died;
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EngineGone('The text engine did not answer in time'));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof EngineGone ? error : new EngineGone('The text engine failed', { cause: error });
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
