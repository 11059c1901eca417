/** Parameters that hold what a person wrote: no approved text takes them, whatever it is. */
export const freeTextParameters: readonly string[] = [
  'text',
  'complaintText',
  'complaintSubject',
  'opinion',
  'result',
  'reason',
  'planMeasures',
];
