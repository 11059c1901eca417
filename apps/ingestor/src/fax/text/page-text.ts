/** What the text engine made of one page. */
export interface PageText {
  readonly text: string;
  /** How sure it is of its characters, 0 to 100. */
  readonly confidence: number;
  /** Characters that `confidence` is the mean of. */
  readonly characters: number;
}
