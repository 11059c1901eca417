import { Logger } from '#libs/observability/logger.js';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly sentence: string;
  readonly fields: object;
}

/** Remembers what was logged, for tests that assert on it or search it for personal data. */
export class MemoryLogger extends Logger {
  readonly lines: LogLine[] = [];

  override debug(fields: object, sentence: string): void {
    this.lines.push({ level: 'debug', sentence, fields });
  }

  override info(fields: object, sentence: string): void {
    this.lines.push({ level: 'info', sentence, fields });
  }

  override warn(fields: object, sentence: string): void {
    this.lines.push({ level: 'warn', sentence, fields });
  }

  override error(fields: object, sentence: string): void {
    this.lines.push({ level: 'error', sentence, fields });
  }

  /** Sentences of one level, in order. */
  sentences(level: LogLine['level']): string[] {
    return this.lines.filter((line) => line.level === level).map(({ sentence }) => sentence);
  }
}
