import type { CodeTable } from './provider-code.js';

/** `status` of the SMS API. */
export const vonageSmsCodes: CodeTable = {
  '1': 'frequency-limited',
  '10': 'frequency-limited',
  '4': 'credentials-refused',
  '14': 'credentials-refused',
  '32': 'credentials-refused',
  '8': 'account-suspended',
  '11': 'account-suspended',
  '9': 'balance-exhausted',
  '6': 'recipient-refused',
  '33': 'recipient-refused',
  '7': 'recipient-opted-out',
  '12': 'content-refused',
  '15': 'sender-not-allowed',
  '29': 'destination-not-allowed',
  '5': 'in-doubt',
};

/** Numbers of the Messages API, as they stand at the end of `type`. */
export const vonageMessagesCodes: CodeTable = {
  '1000': 'frequency-limited',
  '1022': 'template-not-approved',
  '1030': 'in-doubt',
  '1040': 'recipient-refused',
  '1050': 'recipient-opted-out',
  '1060': 'account-suspended',
  '1070': 'balance-exhausted',
  '1080': 'account-suspended',
  '1090': 'content-refused',
  '1100': 'in-doubt',
  '1120': 'sender-not-allowed',
  '1140': 'account-suspended',
  '1160': 'destination-not-allowed',
  '1170': 'recipient-refused',
};
