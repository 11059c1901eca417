/** Case numbers of a preset in a text, upper case, each once, in the order of their appearance. Pure. */
export function findCaseNumbers(text: string, numbers: RegExp | null): string[] {
  return numbers === null ? [] : [...new Set([...text.matchAll(numbers)].map(([number]) => number.toUpperCase()))];
}
