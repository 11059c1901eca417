const zero = 0x30;
const one = 0x31;

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= zero && code <= 0x39;
}

/** Letters that character recognition takes for digits, and the other way round. */
const digitOf = new Map<number, number>([
  [0x6f, zero], // o
  [0x6c, one], // l
  [0x69, one], // i
  [0x7c, one], // |
]);

/** Look-alikes that hardly ever stand in a complaint themselves. */
const hanOf = new Map<number, number>([
  [0x66f0, 0x65e5], // 曰 for 日
  [0x672b, 0x672a], // 末 for 未
  [0x4e01, 0x4e86], // 丁 for 了
  [0x5c38, 0x6237], // 尸 for 户
  [0x536c, 0x5370], // 卬 for 印
]);

/** Words in which the look-alike is meant. */
const meant = new Set([
  '周末',
  '年末',
  '月末',
  '期末',
  '岁末',
  '末端',
  '园丁',
  '布丁',
  '丁字',
  '丁香',
  '姓丁',
  '丁女',
  '丁先',
  '尸体',
]);

function isMeant(before: number | undefined, code: number, after: number | undefined): boolean {
  const left = before === undefined ? '' : String.fromCharCode(before, code);
  const right = after === undefined ? '' : String.fromCharCode(code, after);
  return meant.has(left) || meant.has(right);
}

function touchesDigit(codes: Uint16Array, at: number, length: number): boolean {
  for (let i = at - 1; i >= 0 && i >= at - 4; i -= 1) {
    if (isDigit(codes[i])) {
      return true;
    }
    if (!digitOf.has(codes[i] ?? 0)) {
      break;
    }
  }
  for (let i = at + 1; i < length && i <= at + 4; i += 1) {
    if (isDigit(codes[i])) {
      return true;
    }
    if (!digitOf.has(codes[i] ?? 0)) {
      break;
    }
  }
  return false;
}

/** Pairs in which 入 is read for 人. */
const people = new Set([
  '老入',
  '系入',
  '本入',
  '工入',
  '客入',
  '个入',
  '夫入',
  '主入',
  '法入',
  '责入',
  '证入',
  '家入',
  '入员',
  '入工',
  '入身',
  '入手',
  '代表入',
  '病入',
  '路入',
  '两入',
  '多入',
  '有入',
  '无入',
  '派入',
]);

/** Puts right, in place, what a scanner commonly reads wrong. One for one, so offsets stay true. */
export function mendScan(codes: Uint16Array, length: number): void {
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] ?? 0;
    const digit = digitOf.get(code);
    if (digit !== undefined && touchesDigit(codes, i, length)) {
      codes[i] = digit;
      continue;
    }
    if (
      code === 0x5165 &&
      (people.has(String.fromCharCode(codes[i - 1] ?? 0, code)) ||
        people.has(String.fromCharCode(code, codes[i + 1] ?? 0)))
    ) {
      codes[i] = 0x4eba;
      continue;
    }
    const han = hanOf.get(code);
    if (han !== undefined && !isMeant(codes[i - 1], code, codes[i + 1])) {
      codes[i] = han;
    }
  }
}
