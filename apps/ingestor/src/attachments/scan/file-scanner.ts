import { Injectable } from '@nestjs/common';
import { TransientFailure } from '#libs/failure/failure.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { scanFile, type ScanVerdict } from './clamd-talk.js';
import type { ScanAddress } from './scan-address.js';

/** How files are looked at for viruses; injection token and type in one. */
export abstract class ScanSettings {
  /** Null: they are not. */
  abstract readonly address: ScanAddress | null;
  /** Time for one file. */
  abstract readonly limitMs: number;
  /** A message whose files nobody has looked at for so long goes on without them. */
  abstract readonly patienceMs: number;
}

/** Has each file looked at by clamd, where there is one. */
@Injectable()
export class FileScanner {
  private readonly gauge: (given: Record<string, never>, value: number) => void;
  private away = false;

  constructor(
    private readonly settings: ScanSettings,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.gauge = metrics.gauge({
      name: 'redress_virus_scanner_away',
      help: 'Whether the virus scanner does not answer: messages with files wait; 1 for some minutes is an alarm',
      labels: {},
    });
    this.gauge({}, 0);
  }

  /** Null: nobody looks at files here. Throws TransientFailure while clamd is away. */
  async scan(content: Buffer): Promise<ScanVerdict | null> {
    const { address, limitMs } = this.settings;
    if (address === null) {
      return null;
    }
    try {
      const verdict = await scanFile(address, content, limitMs);
      this.note(false);
      return verdict;
    } catch (error) {
      if (error instanceof TransientFailure) {
        this.note(true, error.message);
      }
      throw error;
    }
  }

  private note(away: boolean, message = ''): void {
    if (away !== this.away) {
      this.away = away;
      this.gauge({}, away ? 1 : 0);
      if (away) {
        this.logger.error({ message }, 'The virus scanner is away: messages with files wait for it');
      } else {
        this.logger.info({}, 'The virus scanner is back');
      }
    }
  }
}
