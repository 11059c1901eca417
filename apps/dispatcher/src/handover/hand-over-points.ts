/** Points of a hand-over at which a fault test kills the dispatcher. */
export const handOverPoints = [
  'hand-over.claimed', // the attempt is counted, nothing has left
  'hand-over.answered', // the other system has it, we have not written that down
] as const;
export type HandOverPoint = (typeof handOverPoints)[number];
