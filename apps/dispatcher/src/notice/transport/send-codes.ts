/**
 * Why an attempt failed for now: it is tried again.
 *
 * server-away        no connection, or none in time
 * server-busy        4yz of RFC 5321; a gateway that is overloaded
 * login-refused      the mail server refuses our credentials: an administrator must look, meanwhile we keep trying
 * sender-refused     our own address or TLS: as above
 * tls-failed         no TLS, or a certificate that does not verify
 * frequency-limited  too many to this number or from this account in a short time
 */
export const transientSendCodes = [
  'server-away',
  'server-busy',
  'login-refused',
  'sender-refused',
  'tls-failed',
  'frequency-limited',
] as const;
export type TransientSendCode = (typeof transientSendCodes)[number];

/**
 * Why this message will never go, or not to this address: trying again changes nothing.
 *
 * recipient-refused    no such address or number, or none that takes text messages
 * recipient-opted-out  the number has unsubscribed, or stands on a list of those that want none
 * content-refused      the words are not let through
 * parameters-refused   a value is too long, or of a kind that the approved text does not take
 * daily-limit          this number has had as many today as it may have
 * refused-otherwise    the provider said no for a reason that we have no name for; its code is in the log
 */
export const rejectedSendCodes = [
  'recipient-refused',
  'recipient-opted-out',
  'content-refused',
  'parameters-refused',
  'daily-limit',
  'refused-otherwise',
] as const;
export type RejectedSendCode = (typeof rejectedSendCodes)[number];

/**
 * What an administrator must mend; until then every message of the kind fails.
 *
 * credentials-refused     key, secret or application
 * account-suspended       the service is not open to us
 * balance-exhausted       nothing left to pay with
 * quota-reached           a limit that we have set ourselves at the provider
 * sender-not-allowed      our number, our name or our server's address is not let through
 * destination-not-allowed the country or kind of number is not open to us
 * template-not-approved   the provider does not know the code of the text, or has not approved it
 * signature-not-approved  as above, of the name in front of the text
 * template-unmapped       the settings have no approved code for this text, or no word for an empty value
 * free-text               an account that sends approved texts only, and words of a person
 * account-unknown         the account that the message was written for has left the settings
 */
export const configSendCodes = [
  'credentials-refused',
  'account-suspended',
  'balance-exhausted',
  'quota-reached',
  'sender-not-allowed',
  'destination-not-allowed',
  'template-not-approved',
  'signature-not-approved',
  'template-unmapped',
  'free-text',
  'account-unknown',
] as const;
export type ConfigSendCode = (typeof configSendCodes)[number];

export type SendCode = TransientSendCode | RejectedSendCode | ConfigSendCode;
