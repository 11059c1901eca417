import type { OpinionConfig } from './opinion.config.js';

/** Where and how an opinion is asked for. */
export interface OpinionSettings {
  /** `{base}/chat/completions` */
  readonly url: string;
  readonly model: string;
  readonly key: string | null;
  readonly when: 'abstains' | 'always';
  readonly limitMs: number;
  readonly budget: { readonly perHour: number; readonly perDay: number };
  /** 0..1: how often the endpoint is taken to be right about a tag. */
  readonly trust: number;
}

/** Null: off. */
export function opinionSettingsOf(config: OpinionConfig): OpinionSettings | null {
  const { REDRESS_OPINION_URL: base, REDRESS_OPINION_MODEL: model } = config;
  if (base === undefined || model === undefined) {
    return null;
  }
  return {
    url: `${base.replace(/\/+$/u, '')}/chat/completions`,
    model,
    key: config.REDRESS_OPINION_KEY ?? null,
    when: config.REDRESS_OPINION_WHEN,
    limitMs: config.REDRESS_OPINION_SECONDS * 1_000,
    budget: { perHour: config.REDRESS_OPINION_PER_HOUR, perDay: config.REDRESS_OPINION_PER_DAY },
    trust: config.REDRESS_OPINION_TRUST / 100,
  };
}
