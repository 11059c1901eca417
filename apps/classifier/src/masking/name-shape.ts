import { nameWords } from './name-words.table.js';

const { surnames, compoundSurnames, wordlike, given, ordinary, notInNames } = nameWords;

/** A surname that is hardly ever another word. */
export function isPlainSurname(written: string): boolean {
  return compoundSurnames.includes(written) || (surnames.has(written) && !wordlike.has(written));
}

/** What stands behind the surname; null where none begins the name. */
function givenOf(name: string): readonly string[] | null {
  const compound = compoundSurnames.find((one) => name.startsWith(one));
  const surname = compound ?? name.slice(0, 1);
  return compound !== undefined || surnames.has(surname) ? [...name.slice(surname.length)] : null;
}

/** Whether Chinese characters are a surname, alone or with one or two characters that people are named with. */
export function looksLikeName(name: string): boolean {
  const rest = givenOf(name);
  if (rest === null || rest.length > 2 || ordinary.has(name)) {
    return false;
  }
  if (rest.length === 0) {
    return isPlainSurname(name);
  }
  return rest.every((char) => given.has(char));
}

/** The same, but one character may be rare in names. */
export function mayBeName(name: string): boolean {
  const rest = givenOf(name);
  if (looksLikeName(name)) {
    return true;
  }
  const fits = rest !== null && rest.length === 2 && !ordinary.has(name) && !rest.some((char) => notInNames.has(char));
  return fits && isPlainSurname(name.slice(0, name.length - rest.length)) && rest.some((char) => given.has(char));
}
