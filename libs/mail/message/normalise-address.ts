import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A mail address in the one form that fingerprints are taken of: trimmed, domain as lower-case A-label, local part in
 * lower case. RFC 5321 lets a server tell local parts apart by case; none that people write from does, and a person
 * who types the same address twice must be the same party. Null where it is no address.
 */
export function normaliseMail(address: string): string | null {
  const bare = address
    .normalize('NFKC')
    .trim()
    .replace(/^<|>$/gu, '')
    .replace(/^mailto:/iu, '');
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at).trim();
  const domain = domainToASCII(
    bare
      .slice(at + 1)
      .trim()
      .replace(/\.$/u, ''),
  );
  if (at <= 0 || local === '' || domain === '' || /[\s<>(),;:\\]/u.test(local) || bare.length > 320) {
    return null;
  }
  return `${local.toLowerCase()}@${domain}`;
}

/**
 * A telephone number in E.164 (`+8613800001111`) where it can be read as one, with mainland China as the country of
 * numbers without a prefix; short and service numbers (`10086`, `95588`, `1069…`) as bare digits. Null where it is no number.
 */
export function normalisePhone(number: string): string | null {
  const bare = number
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/iu, '')
    .replace(/^00(?=[1-9])/u, '+')
    .replace(/[()（）\s.\-–—_]/gu, '');
  if (!/^\+?\d{3,20}$/u.test(bare)) {
    return null;
  }
  // 86 written without the plus sign, as Chinese providers do.
  const candidate = /^86(?:1[3-9]\d{9}|0?[2-9]\d{8,10})$/u.test(bare) ? `+${bare}` : bare;
  const parsed = parsePhoneNumberFromString(candidate, 'CN');
  if (parsed !== undefined && parsed.isPossible() && bare.length >= 7 && !/^1[02]\d+$/u.test(bare)) {
    return parsed.number;
  }
  return bare.startsWith('+') ? bare : bare;
}

/** The party's address in normal form: mail where it has an @, else a telephone number. */
export function normaliseAddress(address: string): string | null {
  return address.includes('@') ? normaliseMail(address) : normalisePhone(address);
}
