/** A mail address, also inside angle brackets or a library's error text. */
const mailAddress = /[\p{L}\p{N}._%+=-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

/** User and password of a connection string. */
const urlCredentials = /(?<=\/\/)[^\s/@"]+@/gu;

/** A mainland mobile number, with or without country code, not part of an id. */
const mobileNumber = /(?<![\p{L}\p{N}-])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\p{L}\p{N}-])/gu;

/** Any number in E.164 form. */
const internationalNumber = /(?<![\p{L}\p{N}])\+\d{8,15}(?!\d)/gu;

/**
 * Replaces what may identify a person in a line that is about to leave the process. The last net, not a licence:
 * callers log ids. It is there for the texts of libraries and servers, which quote addresses freely (PC-6).
 */
export function maskPersonal(line: string): string {
  return line
    .replace(urlCredentials, '[credentials]@')
    .replace(mailAddress, '[mail]')
    .replace(internationalNumber, '[number]')
    .replace(mobileNumber, '[number]');
}
