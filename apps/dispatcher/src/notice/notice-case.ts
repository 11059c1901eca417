import type { CaseId } from '#libs/contracts/identity.js';
import type { PresetRef } from '#libs/contracts/vocabulary.js';

/** How a mailbox can carry a token in its address: `doctor` probes it. */
export type AddressMode = 'plus' | 'catch-all' | 'none';

/** Who a notice comes from: the mailbox that stands for the case's unit. */
export interface NoticeSenderIdentity {
  /** Shown as sender, e.g. 某某集团客户服务中心. */
  readonly name: string;
  readonly address: string;
  readonly mode: AddressMode;
}

/** What a notice must know of its case. Its content is sealed in the erasure group `caseId`, which must be open. */
export interface NoticeCase {
  readonly caseId: CaseId;
  /** Null as long as it has no number. */
  readonly number: string | null;
  readonly preset: PresetRef;
  readonly sender: NoticeSenderIdentity;
  /** Company as complainants know it. */
  readonly organisation: string;
  /** Key of the account by which its text messages go; left out: the gateway of the environment. */
  readonly smsAccount?: string | null;
}
