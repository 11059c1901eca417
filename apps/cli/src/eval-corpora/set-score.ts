/** How many mails of one public set came out as its authors expect. */
export interface SetScore {
  readonly set: string;
  readonly measure: string;
  readonly right: number;
  readonly total: number;
  /** Keys of those that did not, each with what was expected and found, shortened. */
  readonly wrong: readonly string[];
}

/** Counts as it goes; `note` says in a few words what differed. */
export class ScoreSheet {
  private right = 0;
  private readonly wrong: string[] = [];

  constructor(
    private readonly set: string,
    private readonly measure: string,
  ) {}

  mark(key: string, right: boolean, note: string): void {
    if (right) {
      this.right++;
    } else {
      this.wrong.push(`${key}: ${note}`);
    }
  }

  score(): SetScore {
    return {
      set: this.set,
      measure: this.measure,
      right: this.right,
      total: this.right + this.wrong.length,
      wrong: this.wrong,
    };
  }
}
