import type { PresetEntry } from './preset-entries.js';

/** Words that mean the same way in; the first that fits an entry's title decides. */
const sameWays: readonly RegExp[] = [
  /电话|来电|热线|致电|phone|hotline|call/iu,
  /当面|来访|上门|现场|门店|前台|服务台|柜台|面谈|in person|desk|visit/iu,
  /信件|来信|书信|信函|letter/iu,
  /意见箱|意见簿|suggestion/iu,
  /客户经理|经理|account manager/iu,
  /媒体|记者|报道|media/iu,
];

/**
 * The preset's entry for the way that staff name: the one whose title says it, then one whose title means the same.
 * A referral is the entry for referrals. Null where the preset has none that fits. Pure.
 */
export function chooseEntry(entries: readonly PresetEntry[], source: string, referral: boolean): PresetEntry | null {
  if (referral) {
    return entries.find((entry) => entry.referral) ?? null;
  }
  const words = source.trim().toLowerCase();
  const staff = entries.filter(
    ({ channel, referral: refers }) => !refers && (channel === 'staff' || channel === 'mail'),
  );
  if (words === '') {
    return null;
  }
  const named = staff.find(({ titles }) => titles.some((title) => title.toLowerCase() === words));
  const way = sameWays.find((candidate) => candidate.test(words));
  return named ?? staff.find(({ titles }) => way !== undefined && titles.some((title) => way.test(title))) ?? null;
}
