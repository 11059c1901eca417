const lonePipe = /^\|[\s|]*$/u;
const loneAddress = /^<?[^\s<>()（）:：,，;；]+@[^\s<>()（）:：,，;；]+\.[a-z]{2,}>?$/iu;
const mostCardLines = 14;

/**
 * Where a visiting card begins that ends these lines, which are the sender's own; null where they end without one. Pure.
 *
 * A table that came out as lines of bars, as NetEase's programs put it under a text; or a mail address alone at the end,
 * with the name over it, as Foxmail and QQ Mail do, where a quotation follows.
 */
export function cardAt(texts: readonly string[], quotationFollows: boolean): number | null {
  return tableAt(texts) ?? (quotationFollows ? addressAt(texts) : null);
}

function tableAt(texts: readonly string[]): number | null {
  const from = Math.max(0, texts.length - mostCardLines);
  const first = texts.findIndex((text, index) => index >= from && lonePipe.test(text));
  const card = first < 0 ? [] : texts.slice(first).filter((text) => text !== '');
  const bars = card.filter((text) => lonePipe.test(text)).length;
  return bars >= 2 && card.every((text) => isShort(text)) ? first : null;
}

function addressAt(texts: readonly string[]): number | null {
  const last = texts.findLastIndex((text) => text !== '');
  if (!loneAddress.test(texts[last] ?? '')) {
    return null;
  }
  let first = last;
  while (last - first < 4 && isName(texts[first - 1] ?? '')) {
    first--;
  }
  // "My address is:" asks to be written to; and no card follows words without a break.
  const before = texts.slice(0, first);
  const asks = /[:：]$/u.test(before.findLast((text) => text !== '') ?? '');
  return asks || before.at(-1) !== '' ? null : first;
}

function isName(text: string): boolean {
  return text !== '' && [...text].length <= 20 && !/[。，！？；：,!?;:.]/u.test(text);
}

function isShort(text: string): boolean {
  return [...text].length <= 60 && !/[。！？!?]$/u.test(text);
}
