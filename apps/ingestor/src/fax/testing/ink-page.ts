/** A page in two colours, one byte a pixel: 1 is ink. */
export interface InkPage {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
  /** Dots an inch, across and down: fax machines send 204 x 98 or 204 x 196. */
  readonly xDpi: number;
  readonly yDpi: number;
}
