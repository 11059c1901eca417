/** `vault.deriveKey(tokenKeyPurpose)` is the key of the MAC in reply tokens; the dispatcher alone issues and verifies them. */
export const tokenKeyPurpose = 'reply-token';

/** Purpose under which addresses of complainants are fingerprinted, here and in `cases.party`. */
export const partyAddressPurpose = 'party-address';
