/** What decoding one file may cost. */
export interface PageLimits {
  /** Pages that are decoded; those after them are only counted. */
  readonly maxPages: number;
  /** Dots that one image may claim to have before it is touched: a page at 600 dpi has 35 million. */
  readonly maxDots: number;
}

/** Pages come out so wide: A4 at 204 dots an inch, what a fax machine scans. */
export const pageWidth = 1728;
/** Longest page, in widths: a till roll is one page too. */
export const longestPage = 3;
