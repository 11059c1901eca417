/** How faxes are read; injection token and type in one. */
export abstract class FaxSettings {
  /** Pages of a fax that are kept as images and read. */
  abstract readonly maxPages: number;
  /** How sure the engine must be, 0 to 100; below it the desk types the text. */
  abstract readonly leastConfidence: number;
  /** Time for one fax altogether. */
  abstract readonly limitMs: number;
  /** Faxes that are read at the same time; less than the deliveries that are, so that mail never waits for them. */
  abstract readonly engines: number;
  /** A fax that has waited so long for its turn goes to the desk unread. */
  abstract readonly patienceMs: number;
  /** The same sheets from the same caller within this time are the same fax. */
  abstract readonly resentHours: number;
}
