/** Memory that mails under way may take together, so that many senders at once cannot take all there is. */
export class BufferBudget {
  private takenBytes = 0;

  constructor(private readonly totalBytes: number) {}

  /** False when there is no room: the sender is asked to come back. */
  take(bytes: number): boolean {
    if (this.takenBytes + bytes > this.totalBytes) {
      return false;
    }
    this.takenBytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.takenBytes -= bytes;
  }
}
