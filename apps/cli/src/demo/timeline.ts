import { Temporal } from 'temporal-polyfill';

/**
 * chapter  a part of the story begins
 * moment   something happens
 * check    an outcome that had to be so, and whether it was
 */
export type Line =
  | { readonly kind: 'chapter'; readonly title: string }
  | {
      readonly kind: 'moment';
      readonly who: string;
      readonly what: string;
      readonly detail?: string;
      readonly file?: string;
    }
  | { readonly kind: 'check'; readonly what: string; readonly holds: boolean; readonly clause?: string };

/** Tells the story: a line a moment with business time, or a JSON object a line. Counts what did not hold. */
export class Timeline {
  #checks = 0;
  #failed = 0;

  constructor(
    private readonly now: () => Date,
    private readonly json: boolean,
    private readonly write: (line: string) => void,
  ) {}

  get result(): { readonly checks: number; readonly failed: number } {
    return { checks: this.#checks, failed: this.#failed };
  }

  tell(line: Line): void {
    if (line.kind === 'check') {
      this.#checks += 1;
      this.#failed += line.holds ? 0 : 1;
    }
    const at = this.now();
    this.write(this.json ? JSON.stringify({ at: at.toISOString(), ...line }) : this.inWords(at, line));
  }

  private inWords(at: Date, line: Line): string {
    switch (line.kind) {
      case 'chapter':
        return `\n── ${line.title}`;
      case 'moment': {
        const rest = [
          line.detail === undefined ? '' : `\n                 ${line.detail.replaceAll('\n', '\n                 ')}`,
          line.file === undefined ? '' : `  [${line.file}]`,
        ];
        return `${local(at)}  ${line.who}: ${line.what}${rest[1] ?? ''}${rest[0] ?? ''}`;
      }
      case 'check':
        return `${line.holds ? '          ✓' : '          ✗'}  ${line.what}${line.clause === undefined ? '' : ` (${line.clause})`}`;
    }
    return line satisfies never;
  }
}

function local(at: Date): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Shanghai');
  return `${time.toPlainDate().toString().slice(5)} ${time.toPlainTime().toString().slice(0, 5)}`;
}
