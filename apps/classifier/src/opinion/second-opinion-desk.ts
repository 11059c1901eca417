import type { Assessment } from '../assessment/assessment.schema.js';
import type { FormedAssessment } from '../intake/formed-assessment.js';
import { joinOpinion } from './join-opinion.js';
import { policyDigest } from './policy-digest.js';
import type { SecondOpinion } from './second-opinion.js';

/** An assessment after asking, and what came of it: `agreed`, `differed`, or the code of why there is none. */
export interface HeardOpinion {
  readonly assessment: Assessment;
  readonly outcome: string;
}

/** Where second opinions are to be had; without an endpoint nobody is asked. */
export class SecondOpinionDesk {
  constructor(private readonly second: SecondOpinion | null) {}

  /** Longer than any call: whoever took a complaint up and has not finished by then has ended. */
  get leaseMs(): number {
    return (this.second?.settings.limitMs ?? 0) + 10_000;
  }

  wants(local: Assessment): boolean {
    return this.second?.wants(local) ?? false;
  }

  /** Null where nobody is to be asked. Takes no longer than what is left of the time limit. */
  async hear({ read, judge, preset, viewed }: FormedAssessment, waitedMs: number): Promise<HeardOpinion | null> {
    if (this.second === null) {
      return null;
    }
    const { limitMs, trust } = this.second.settings;
    const { assessment: local, ...view } = viewed;
    const policy = policyDigest(preset, judge.profile);
    const { result, masked } = await this.second.ask({ complaint: read, local, policy, limitMs: limitMs - waitedMs });
    if (result.kind === 'none') {
      return { assessment: local, outcome: result.code };
    }
    const about = { complaint: read, masked, profile: judge.profile, trust };
    const outcome = result.opinion.tag === local.tag ? 'agreed' : 'differed';
    return { assessment: joinOpinion(local, view, result.opinion, about), outcome };
  }
}
