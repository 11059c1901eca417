import type { NoticeSenderIdentity } from '../notice/notice-case.js';
import { accountFor, type SmsAccount } from '../notice/transport/sms/sms-account.schema.js';

/** In whose name the notices of a unit go out. */
export interface Sender {
  readonly identity: NoticeSenderIdentity;
  /** The company as complainants know it. */
  readonly organisation: { readonly zh: string; readonly en: string };
}

export interface SenderEntry extends Sender {
  readonly preset: string;
  /** Null: every unit of the preset without an entry of its own. */
  readonly unit: string | null;
}

/** The sender of each unit; the loader has checked that each preset in use has one for all units. */
export class Senders {
  constructor(
    private readonly entries: readonly SenderEntry[],
    private readonly accounts: readonly SmsAccount[] = [],
  ) {}

  /** Key of the account by which the text messages of a unit go; null: the gateway of the environment. */
  smsAccount(preset: string, unit: string): string | null {
    return accountFor(this.accounts, preset, unit)?.key ?? null;
  }

  of(preset: string, unit: string): Sender {
    const found =
      this.entries.find((entry) => entry.preset === preset && entry.unit === unit) ??
      this.entries.find((entry) => entry.preset === preset && entry.unit === null);
    if (!found) {
      throw new Error(`no sender for preset ${preset}, unit ${unit}`);
    }
    return found;
  }
}
