/**
 * Where sentences and clauses of a text lie, and which characters stand inside quotation marks.
 * Numbers are dense: character i belongs to sentence `sentenceOf[i]` and clause `clauseOf[i]`.
 */
export interface Segments {
  readonly sentenceOf: Int32Array;
  readonly clauseOf: Int32Array;
  /** 1 inside quotation marks. */
  readonly quoted: Uint8Array;
  /** Offset of the first character of each clause. */
  readonly clauseStarts: readonly number[];
  /** 1 for a sentence that ends in a question mark, by sentence number. */
  readonly asked: readonly boolean[];
}

const sentenceEnds = new Set('。！？!?；;\n…'.split(''));
const clauseEnds = new Set('，,：:（）()【】'.split(''));

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

/** A point or comma inside a number, an address or an abbreviation ends nothing. */
function isInner(text: string, at: number): boolean {
  const next = text[at + 1];
  if (text[at] === '.') {
    return !(next === undefined || next === ' ' || next === '\n' || next > '\u2000');
  }
  return isDigit(text[at - 1]) && isDigit(next);
}

export function segment(text: string): Segments {
  const sentenceOf = new Int32Array(text.length);
  const clauseOf = new Int32Array(text.length);
  const quoted = new Uint8Array(text.length);
  const clauseStarts = [0];
  const asked: boolean[] = [];
  let sentence = 0;
  let open = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    sentenceOf[i] = sentence;
    clauseOf[i] = clauseStarts.length - 1;
    if (char === '“' || (char === '"' && !open)) {
      open = true;
    } else if (char === '”' || char === '"' || char === '\n') {
      open = false;
    }
    quoted[i] = open ? 1 : 0;
    const endsSentence = sentenceEnds.has(char) || (char === '.' && !isInner(text, i));
    if (endsSentence) {
      asked[sentence] = char === '?' || char === '？';
      sentence += 1;
      clauseStarts.push(i + 1);
    } else if (clauseEnds.has(char) && !isInner(text, i)) {
      clauseStarts.push(i + 1);
    }
  }
  asked[sentence] ??= false;
  return { sentenceOf, clauseOf, quoted, clauseStarts, asked };
}
