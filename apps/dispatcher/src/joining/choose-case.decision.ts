/** An open case of the sender's, and when it was last spoken of between us and this number. */
export interface OpenCase {
  readonly caseId: string;
  readonly number: string | null;
  readonly lastContact: Date;
}

/**
 * none     a complaint of its own
 * one      it belongs to this case
 * several  the sender must say which; the latest spoken of comes first
 */
export type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly open: OpenCase }
  | { readonly kind: 'several'; readonly open: readonly [OpenCase, ...OpenCase[]] };

/** To which open case a text message without a number belongs: only within the preset's window (`joining`). Pure. */
export function chooseCase(cases: readonly OpenCase[], receivedAt: Date, withinMs: number): Choice {
  const [first, ...more] = cases
    .filter(({ lastContact }) => receivedAt.getTime() - lastContact.getTime() <= withinMs)
    .toSorted((a, b) => b.lastContact.getTime() - a.lastContact.getTime());
  if (first === undefined) {
    return { kind: 'none' };
  }
  return more.length === 0 ? { kind: 'one', open: first } : { kind: 'several', open: [first, ...more] };
}

const freshWords = /^(?:这是|是|另外)?\s*新(?:的)?(?:投诉|问题|事)|^new\b/iu;

/** Whether the sender says that it is about something new, and what else the message says. Pure. */
export function readsAsNew(text: string): { readonly fresh: boolean; readonly rest: string } {
  const line = text.trim();
  const fresh = freshWords.test(line);
  return { fresh, rest: fresh ? bare(line.replace(freshWords, '')) : line };
}

/** What a message says beside the case numbers in it. Pure. */
export function besideNumbers(text: string, numbers: readonly string[]): string {
  return bare(numbers.reduce((rest, number) => rest.replaceAll(new RegExp(escaped(number), 'giu'), ''), text));
}

function bare(text: string): string {
  return text.replace(/^[\s,，.。:：;；!！、-]+|[\s,，.。:：;；!！、-]+$/gu, '');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);
}
