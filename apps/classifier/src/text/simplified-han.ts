import { Converter } from 'opencc-js/t2cn';

const firstHan = 0x3400;
const lastHan = 0x9fff;

let table: Uint16Array | null = null;

/**
 * Traditional to Simplified, one character for one, so that offsets stay true. Phrases that differ in length
 * between the regions belong in the lexicon.
 */
function simplifiedTable(): Uint16Array {
  if (table !== null) {
    return table;
  }
  // The package's own declaration does not resolve under nodenext.
  const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string;
  table = new Uint16Array(lastHan - firstHan + 1);
  for (let code = firstHan; code <= lastHan; code += 1) {
    const simplified = convert(String.fromCharCode(code));
    table[code - firstHan] = simplified.length === 1 ? simplified.charCodeAt(0) : code;
  }
  return table;
}

export function simplifiedCode(code: number): number {
  return code < firstHan || code > lastHan ? code : (simplifiedTable()[code - firstHan] ?? code);
}

/** CJK ideograph of the basic plane. */
export function isHan(code: number): boolean {
  return code >= firstHan && code <= lastHan;
}
