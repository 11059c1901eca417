import type { Vault } from '#libs/vault/vault.js';

/** Key of the MAC in reply tokens; the dispatcher alone issues and verifies them. */
export function replyTokenKey(vault: Vault): Buffer {
  return vault.deriveKey('reply-token');
}

/** Purpose under which addresses of complainants are fingerprinted, here and in `cases.party`. */
export const partyAddressPurpose = 'party-address';
