import type { EntityManager } from '@mikro-orm/postgresql';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import { VaultItemId } from '#libs/vault/vault-item.js';
import { VaultRejected } from '#libs/vault/vault.failure.js';
import type { Vault } from '#libs/vault/vault.js';
import { Assessment } from '../assessment/assessment.schema.js';
import type { KnownPerson } from '../masking/known-persons.js';
import { profileOf } from '../rules/profile-of.js';
import type { AssessmentRow } from '../store/assessment.entity.js';
import type { CorrectionRow } from '../store/correction.entity.js';
import type { TrainingText } from '../training/labelled-text.schema.js';
import { labelledLine } from './labelled-line.js';
import { readCorrections, type Period } from './read-corrections.js';
import { standingCorrections } from './standing-corrections.js';

export interface ExportedCorrections {
  readonly lines: readonly TrainingText[];
  /** Decided by people, but their text is erased. */
  readonly erased: number;
  /** Under a preset that is not installed any more. */
  readonly presetUnknown: number;
}

/** Everything that people decided, as labelled texts, oldest first. Reads with the rights of the classifier; changes nothing. */
export async function exportCorrections(
  from: { readonly em: EntityManager; readonly vault: Vault; readonly presets: PresetBook },
  what: Period & { readonly masked: boolean; readonly company: NonNullable<KnownPerson['known']> },
): Promise<ExportedCorrections> {
  const { answers, decided } = await readCorrections(from.em, what);
  const byDelivery = new Map(answers.map((answer) => [answer.deliveryId, answer]));
  const lines: TrainingText[] = [];
  let erased = 0;
  let presetUnknown = 0;
  for (const correction of standingCorrections(decided)) {
    const answer = byDelivery.get(correction.deliveryId ?? '');
    if (answer === undefined) {
      continue;
    }
    if (!from.presets.has(answer.preset)) {
      presetUnknown += 1;
      continue;
    }
    const content = await contentOf(from.vault, answer);
    if (content === null) {
      erased += 1;
      continue;
    }
    lines.push(lineOf(correction, answer, content, from.presets, what));
  }
  return { lines: lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)), erased, presetUnknown };
}

interface Content {
  readonly message: StoredMessage;
  readonly assessment: Assessment;
}

function lineOf(
  correction: CorrectionRow,
  answer: AssessmentRow,
  content: Content,
  presets: PresetBook,
  { masked, company }: { readonly masked: boolean; readonly company: NonNullable<KnownPerson['known']> },
): TrainingText {
  const preset = presets.get(answer.preset);
  const source = {
    ...content,
    correction,
    deliveryId: answer.deliveryId,
    preset: answer.preset,
    sentOn: dayIn(preset.timeZone, new Date(content.message.date ?? answer.assessedAt)),
    profile: profileOf(preset, new Map()),
    company,
  };
  return labelledLine(source, { masked });
}

function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** Null where it is erased. */
async function contentOf(vault: Vault, { deliveryId, item }: AssessmentRow): Promise<Content | null> {
  try {
    const message = await vault.find(deliveryId, 'message');
    if (message === null) {
      return null;
    }
    return {
      message: await vault.openJson(message, StoredMessage),
      assessment: await vault.openJson(VaultItemId.parse(item), Assessment),
    };
  } catch (failure) {
    if (failure instanceof VaultRejected && failure.code === 'group-erased') {
      return null;
    }
    throw failure;
  }
}
