/** What a mail server is shown. */
export type Proof = { readonly pass: string } | { readonly accessToken: string };

/** How one mailbox proves who it is. */
export interface SignIn {
  /** Throws ImapFailure when none can be had within the limit. */
  proof(limitMs: number): Promise<Proof>;
  /** The server refused the last proof. True when another one may help, which is then the next. */
  refused(): boolean;
}
