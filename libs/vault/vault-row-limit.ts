/** Bytes of content above which an item goes to the blob store instead of the row. */
export class VaultRowLimit {
  static readonly default = new VaultRowLimit(64 * 1024);

  constructor(readonly bytes: number) {}
}
