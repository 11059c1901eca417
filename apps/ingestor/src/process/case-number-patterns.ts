/** What a case number looks like, by preset; injection token and type in one. */
export abstract class CaseNumberPatterns {
  /** Global regular expression of the preset's numbering; null for a preset that is not installed any more. */
  abstract of(preset: string): RegExp | null;
}
