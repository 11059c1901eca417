/** What a test can cut a service off from. */
export interface Line {
  readonly name: string;
  cut(): void;
}

/**
 * Cuts come no closer than this: a service must get somewhere between two of them, or nothing is shown but patience. A
 * point that is passed once a batch is cut whenever it is passed.
 */
const apartMs = 150;

/** Every line is cut once at every point; `left` names what has not been cut yet. */
export class CutPlan {
  readonly #left: Map<string, Line[]>;
  #lastCut = Number.NEGATIVE_INFINITY;

  constructor(
    points: readonly string[],
    lines: readonly Line[],
    private readonly rare: readonly string[],
  ) {
    this.#left = new Map(points.map((point) => [point, [...lines]]));
  }

  get left(): string[] {
    return [...this.#left].flatMap(([point, lines]) => lines.map(({ name }) => `${name} at ${point}`));
  }

  /** At once, before the service takes its next step. */
  pass(point: string): void {
    const now = performance.now();
    const tooClose = now - this.#lastCut < apartMs && !this.rare.includes(point);
    const line = tooClose ? undefined : this.#left.get(point)?.shift();
    if (line !== undefined) {
      this.#lastCut = now;
      line.cut();
    }
  }
}
