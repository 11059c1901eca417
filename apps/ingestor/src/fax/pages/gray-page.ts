/** One page as it was faxed, square dots: one byte a dot, 0 black to 255 white. */
export interface GrayPage {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
}
