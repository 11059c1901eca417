/** Shuffles the same way for the same seed (mulberry32). */
export class Shuffle {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  apply(items: unknown[]): void {
    for (let i = items.length - 1; i > 0; i -= 1) {
      const other = Math.floor(this.next() * (i + 1));
      [items[i], items[other]] = [items[other], items[i]];
    }
  }
}
