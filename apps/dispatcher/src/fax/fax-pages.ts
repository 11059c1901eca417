import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';
import { StoredMessage, type StoredAttachment } from '#libs/mail/message/stored-message.schema.js';
import { VaultItemId } from '#libs/vault/vault-item.js';
import { Vault } from '#libs/vault/vault.js';
import type { NoticeRequest } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import type { NoticeIntent } from '../notice/notice.intent.js';

/** What goes along with one mail: many servers refuse more. */
const mostBytes = 8 * 1024 * 1024;

/** The pages of a fax, for the mails of those who are shown what it says: they see what was read, and what was sent. */
@Injectable()
export class FaxPages {
  constructor(private readonly vault: Vault) {}

  /** Those of the complaint where that is quoted, and those of the fax that the notice is about. */
  async shownWith(
    state: CaseState,
    { quotes, pagesOf }: Pick<NoticeRequest, 'quotes' | 'pagesOf'>,
  ): Promise<NonNullable<NoticeIntent['attachments']>> {
    if (pagesOf !== undefined) {
      return this.pagesOf(pagesOf);
    }
    return state.channel === 'fax' && quotes.includes('complaint') ? this.pagesOf(state.deliveryId) : [];
  }

  /** Where no page could be decoded, the files as they came. */
  private async pagesOf(deliveryId: DeliveryId): Promise<NonNullable<NoticeIntent['attachments']>> {
    const item = await this.vault.find(deliveryId, 'message');
    const files = item === null ? [] : (await this.vault.openJson(item, StoredMessage)).attachments;
    const pages = files.filter(({ page }) => page !== undefined);
    return this.open(pages.length > 0 ? pages : files);
  }

  private async open(files: readonly StoredAttachment[]): Promise<{ name: string; type: string; content: Buffer }[]> {
    const opened: { name: string; type: string; content: Buffer }[] = [];
    let left = mostBytes;
    for (const { name, type, size, item } of files) {
      if (item !== null && size <= left) {
        left -= size;
        opened.push({
          name: name === '' ? 'fax' : name,
          type,
          content: await this.vault.open(VaultItemId.parse(item)),
        });
      }
    }
    return opened;
  }
}
