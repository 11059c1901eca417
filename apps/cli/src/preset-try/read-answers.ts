import { assess, type Judge } from '#apps/classifier/src/assessment/assess.js';
import type { OpenClassification } from '#apps/classifier/src/admin/open-classification.js';
import { standingCorrections } from '#apps/classifier/src/corrections/standing-corrections.js';
import { complaintOf } from '#apps/classifier/src/intake/complaint-of.js';
import { CorrectionEntity } from '#apps/classifier/src/store/correction.entity.js';
import type { PastCaseState } from '#apps/dispatcher/src/admin/read-past-cases.js';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import type { Vault } from '#libs/vault/vault.js';
import type { PastCase } from './past-case.js';

export type JudgeOf = (preset: Preset) => Judge;

/** Cases whose tag or category people gave and did not take back. */
export async function decidedByPeople({ em }: OpenClassification): Promise<ReadonlySet<string>> {
  return new Set(standingCorrections(await em.find(CorrectionEntity, {})).map(({ caseId }) => caseId));
}

/** What both versions say of the text of a case; null where it is erased. With the rights of the classifier. */
export async function readAnswers(
  { vault }: OpenClassification,
  state: PastCaseState,
  versions: { readonly before: Preset; readonly after: Preset },
  judgeOf: JudgeOf,
): Promise<PastCase['answers']> {
  const message = await messageOf(vault, state.deliveryId);
  if (message === null) {
    return null;
  }
  const received = { channel: state.channel, receivedAt: state.receivedAt.toISOString() };
  const answer = (preset: Preset) => assess(complaintOf(message, received, preset.timeZone), judgeOf(preset));
  return { before: answer(versions.before), after: answer(versions.after) };
}

async function messageOf(vault: Vault, deliveryId: string): Promise<StoredMessage | null> {
  const item = await vault.find(deliveryId, 'message');
  if (item === null) {
    return null;
  }
  try {
    return await vault.openJson(item, StoredMessage);
  } catch (failure) {
    if (failure instanceof VaultRejected && failure.code === 'group-erased') {
      return null;
    }
    throw failure;
  }
}
