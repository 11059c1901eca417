/** A piece of a long text message that has come. */
export interface CamePart {
  readonly deliveryId: string;
  /** From 1. */
  readonly index: number;
  readonly text: string;
}

/** Stands where a piece never came. */
export const missingPart = '[…]';

/** The text of the pieces in their order; a piece that came twice counts once. Pure. */
export function joinParts(parts: readonly CamePart[], total: number): { text: string; complete: boolean } {
  const texts = Array.from({ length: total }, (_, at) => parts.find(({ index }) => index === at + 1)?.text ?? null);
  return { text: texts.map((text) => text ?? missingPart).join(''), complete: texts.every((text) => text !== null) };
}
