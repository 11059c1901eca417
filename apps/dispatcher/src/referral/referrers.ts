import { Injectable } from '@nestjs/common';
import type { CaseState } from '../case/case.state.js';
import { Messages } from '../intake/messages.js';
import { referralMark } from './with-referral.js';

/** Who referred a case to us, and under which number of theirs. */
export interface Referrer {
  readonly address: string;
  readonly name: string;
  readonly number: string;
}

/** Finds the authority behind a case in what it wrote. */
@Injectable()
export class Referrers {
  constructor(private readonly messages: Messages) {}

  /** Null: nobody referred it, or nobody said where to answer. */
  async of(state: CaseState): Promise<Referrer | null> {
    if (!state.marks.includes(referralMark)) {
      return null;
    }
    const { passedOn } = await this.messages.of(state.deliveryId);
    const answerTo = passedOn?.referral?.answerTo ?? null;
    return answerTo && { ...answerTo, number: passedOn?.referral?.number ?? '' };
  }
}
