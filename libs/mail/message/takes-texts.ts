import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Whether text messages reach a number in normal form: a fax may have come from either kind. */
export function takesTexts(number: string): boolean {
  const type = parsePhoneNumberFromString(number, 'CN')?.getType();
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE';
}
