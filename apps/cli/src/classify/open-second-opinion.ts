import { resolve } from 'node:path';
import { z } from 'zod';
import { assessWithView, type Judge } from '#apps/classifier/src/assessment/assess.js';
import type { Assessment } from '#apps/classifier/src/assessment/assessment.schema.js';
import type { ComplaintText } from '#apps/classifier/src/assessment/complaint-text.js';
import { companyWords } from '#apps/classifier/src/opinion/company-words.js';
import { joinOpinion } from '#apps/classifier/src/opinion/join-opinion.js';
import { MemoryOpinionLedger } from '#apps/classifier/src/opinion/memory.opinion-ledger.js';
import { opinionSettings, withOpinionRule } from '#apps/classifier/src/opinion/opinion.config.js';
import { opinionSettingsOf } from '#apps/classifier/src/opinion/opinion-settings.js';
import { policyDigest } from '#apps/classifier/src/opinion/policy-digest.js';
import { SecondOpinion } from '#apps/classifier/src/opinion/second-opinion.js';
import { environment } from '#libs/config/environment.js';
import { pathSettings } from '#libs/config/paths.config.js';
import { readConfig } from '#libs/config/read-config.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { classifierPlaces } from './open-judges.js';

const Config = withOpinionRule(z.object({ ...opinionSettings, ...pathSettings }));

/** An assessment, and what came of asking: `not-asked`, `answered`, `cached`, or the code of the failure. */
export interface AssessedTwice {
  readonly assessment: Assessment;
  readonly opinion: string;
}

/**
 * Asks the endpoint of REDRESS_OPINION_URL about complaints that the classifier leaves open. Budget and cache last as
 * long as the command: there is no server that would keep them. Throws CommandRefused where no endpoint is configured.
 */
export function openSecondOpinion(): (input: ComplaintText, judge: Judge, preset: string) => Promise<AssessedTwice> {
  const config = readConfig(Config, environment());
  const settings = opinionSettingsOf(config);
  if (settings === null) {
    throw new CommandRefused(
      '--opinion needs REDRESS_OPINION_URL and REDRESS_OPINION_MODEL; nobody is asked without them',
    );
  }
  const presets = loadPresets(classifierPlaces().presets).book;
  const company = companyWords(loadRoster(resolve(projectFolder(), config.REDRESS_ROSTER)));
  const second = new SecondOpinion(settings, new MemoryOpinionLedger(() => performance.now()), company);
  return async (complaint, judge, preset) => {
    const { assessment: local, ...view } = assessWithView(complaint, judge);
    if (!second.wants(local)) {
      return { assessment: local, opinion: 'not-asked' };
    }
    const policy = policyDigest(presets.get(preset), judge.profile);
    const { result, masked } = await second.ask({ complaint, local, policy, limitMs: settings.limitMs });
    if (result.kind === 'none') {
      return { assessment: local, opinion: result.code };
    }
    const about = { complaint, masked, profile: judge.profile, trust: settings.trust };
    return {
      assessment: joinOpinion(local, view, result.opinion, about),
      opinion: result.cached ? 'cached' : 'answered',
    };
  };
}
