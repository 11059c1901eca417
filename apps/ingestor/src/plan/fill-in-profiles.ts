import type { ProviderProfiles } from './mail-providers.js';

/** A mailbox that names a provider without a profile. */
export interface UnknownProvider {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface FilledPlan {
  readonly plan: unknown;
  readonly faults: readonly UnknownProvider[];
}

/**
 * Puts what the profile of its provider says under what the plan itself says of each mailbox. Works on what was read
 * from the file, before the schema: whatever has another form is left to it. Pure.
 */
export function fillInProfiles(plan: unknown, profiles: ProviderProfiles): FilledPlan {
  const faults: UnknownProvider[] = [];
  if (!isObject(plan) || !Array.isArray(plan['mailboxes'])) {
    return { plan, faults };
  }
  const mailboxes = plan['mailboxes'].map((mailbox: unknown, index): unknown => {
    const imap: unknown = isObject(mailbox) ? mailbox['imap'] : undefined;
    if (!isObject(mailbox) || !isObject(imap)) {
      return mailbox;
    }
    const name = imap['provider'] ?? 'generic';
    const profile = typeof name === 'string' ? profiles.get(name) : undefined;
    if (profile === undefined) {
      if (imap['provider'] !== undefined) {
        faults.push({
          path: ['mailboxes', index, 'imap', 'provider'],
          message: `has no profile; there are ${[...profiles.keys()].join(', ') || 'none'}`,
        });
      }
      return mailbox;
    }
    return { addressMode: profile.addressMode, ...mailbox, imap: { ...profile.imap, ...imap } };
  });
  return { plan: { ...plan, mailboxes }, faults };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
