/** Secrets that a scripted plan names. */
export const scriptedSecrets = { BOX_PASSWORD: 'secret' };

/** An intake plan with one mailbox, `garden`, on a server of this machine; `imap` changes how it is read. */
export function scriptedPlan(port: number, imap: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    mailboxes: [
      {
        key: 'garden',
        preset: 'property-group',
        unit: 'jiangnan',
        origin: 'mailbox',
        addresses: ['complaints@example.com'],
        imap: {
          host: '127.0.0.1',
          port,
          security: 'none',
          user: 'a',
          ...('oauth' in imap ? {} : { password: { env: 'BOX_PASSWORD' } }),
          pollSeconds: 1,
          ...imap,
        },
      },
    ],
  });
}
