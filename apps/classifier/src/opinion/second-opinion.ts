import type { ComplaintText } from '../assessment/complaint-text.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import { leftoversIn } from '../masking/leftovers.js';
import { placeholders } from '../masking/mask-style.js';
import { maskText, type MaskedText } from '../masking/mask-text.js';
import type { KnownPerson } from '../masking/known-persons.js';
import { askEndpoint } from './ask-endpoint.js';
import { checkAnswer } from './check-answer.js';
import { composeRequest, longestMasked, wordingVersion } from './compose-request.js';
import type { OpinionLedger } from './opinion-ledger.port.js';
import type { OpinionResult } from './opinion.js';
import type { OpinionSettings } from './opinion-settings.js';
import type { PolicyDigest } from './policy-digest.js';

/** What is asked about. */
export interface OpinionQuestion {
  readonly complaint: ComplaintText;
  readonly local: Assessment;
  readonly policy: PolicyDigest;
  /** Time that is left for it. */
  readonly limitMs: number;
}

export interface OpinionAnswer {
  readonly result: OpinionResult;
  /** The way back from what was sent to what was written; stays inside. */
  readonly masked: MaskedText;
}

/** Asks an endpoint for a second opinion, with nothing in the text that identifies anybody. Never throws for its sake. */
export class SecondOpinion {
  constructor(
    readonly settings: OpinionSettings,
    private readonly ledger: OpinionLedger,
    private readonly company: NonNullable<KnownPerson['known']> = { people: [], places: [] },
  ) {}

  /** Whether the local answer leaves something to ask. */
  wants(local: Assessment): boolean {
    return this.settings.when === 'always' || local.abstained;
  }

  async ask({ complaint, local, policy, limitMs }: OpinionQuestion): Promise<OpinionAnswer> {
    const { orderNo, place, phone } = local.facts;
    const known = { from: complaint.from, facts: [orderNo, place, phone], known: this.company };
    const whole = maskText(`${complaint.subject}\n${complaint.text}`, known, placeholders);
    const sent = cut(whole.text);
    const none = (code: Extract<OpinionResult, { kind: 'none' }>['code']): OpinionAnswer => ({
      result: { kind: 'none', code },
      masked: whole,
    });
    if (leftoversIn(sent, known).length > 0) {
      return none('unmaskable');
    }
    const { model, budget } = this.settings;
    const fingerprint = this.ledger.fingerprint(
      JSON.stringify([wordingVersion, model, policy.preset, policy.version, digestOf(policy), sent]),
    );
    const before = await this.ledger.known(fingerprint);
    if (before !== null) {
      return { result: { kind: 'opinion', opinion: before, cached: true }, masked: whole };
    }
    if (limitMs <= 0) {
      return none('too-late');
    }
    const reserved = await this.ledger.reserve(budget);
    if (reserved.kind === 'spent') {
      return none(reserved.code);
    }
    const answer = await askEndpoint(this.settings, composeRequest(policy, sent, model), limitMs);
    const checked = answer.kind === 'failed' ? answer : checkAnswer(answer.body, sent, policy);
    if (checked.kind !== 'opinion') {
      await this.ledger.settle(reserved.call, checked.code);
      return none(checked.code);
    }
    await this.ledger.keep(fingerprint, checked.opinion);
    await this.ledger.settle(reserved.call, 'answered');
    return { result: { kind: 'opinion', opinion: checked.opinion, cached: false }, masked: whole };
  }
}

/** A preset may be edited under the same version: what it says counts too. */
function digestOf(policy: PolicyDigest): string {
  return JSON.stringify([policy.tags, policy.categories]);
}

/** Never in the middle of a placeholder. */
function cut(text: string): string {
  if (text.length <= longestMasked) {
    return text;
  }
  const open = text.lastIndexOf('[', longestMasked);
  const close = text.indexOf(']', open);
  return text.slice(0, open >= 0 && close >= longestMasked && close - open < 24 ? open : longestMasked);
}
