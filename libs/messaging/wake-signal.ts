/** A rest that can be cut short. A wake-up that comes while nobody rests is not lost: the next rest ends at once. */
export class WakeSignal {
  private called = false;
  private endRest: (() => void) | null = null;

  wake(): void {
    this.called = true;
    this.endRest?.();
  }

  /** Rests until `wake` is called, at most `limitMs`. One caller at a time. */
  async rest(limitMs: number): Promise<void> {
    if (!this.called) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.endRest = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.endRest = null;
    }
    this.called = false;
  }
}
