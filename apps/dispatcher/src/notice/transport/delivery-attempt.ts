/** Why an attempt failed, in our words; the provider's text goes to the log. */
export type TransientSendCode =
  | 'server-away' // no connection, or none in time
  | 'server-busy' // 4yz of RFC 5321, 429
  | 'login-refused' // our credentials: an administrator must look, meanwhile we keep trying
  | 'sender-refused' // our own address or TLS: as above
  | 'tls-failed'; // no TLS, or a certificate that does not verify

/**
 * accepted   the next server or the provider has it
 * transient  it has not, and may take it later
 * refused    it has not, and never will
 * unknown    no one here can say: it may have it (an answer that did not come)
 */
export type DeliveryAttempt =
  | { readonly kind: 'accepted'; readonly reference: string | null }
  | { readonly kind: 'transient'; readonly code: TransientSendCode; readonly detail: string }
  | { readonly kind: 'refused'; readonly code: 'recipient-refused' | 'content-refused'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };
