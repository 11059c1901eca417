import { simplifiedCode } from '../text/simplified-han.js';

/**
 * A text in half-width and Simplified characters, each where it stood: what is found in the view is found in the original
 * at the same offsets. Signs that only hide others (zero width) read as blanks.
 */
export function plainView(original: string): string {
  let view = '';
  for (let i = 0; i < original.length; i += 1) {
    view += String.fromCharCode(plainCode(original.charCodeAt(i)));
  }
  return view;
}

function plainCode(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) {
    return code - 0xfee0;
  }
  switch (code) {
    case 0x3000:
    case 0xa0:
    case 0x200b:
    case 0x200c:
    case 0x200d:
    case 0x2060:
    case 0xfeff:
    case 0xad:
      return 0x20;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return 0x2d;
    default:
      return circledDigit(code);
  }
}

/** ① to ⑨ and their kin are digits to whoever reads them. */
function circledDigit(code: number): number {
  if (code >= 0x2460 && code <= 0x2468) {
    return code - 0x2460 + 0x31;
  }
  return code === 0x24ea ? 0x30 : simplifiedCode(code);
}
