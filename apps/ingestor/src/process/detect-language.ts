import type { Language } from '#libs/contracts/vocabulary.js';

const traditional = /[個們這來對時會說過還沒學國開長門問間東車馬見電話買賣價錢樓層漏壞誰讓請謝務員處實發現應該經營報導體檢裡點線麼與為從後動]/gu;
const simplified = /[个们这来对时会说过还没学国开长门问间东车马见电话买卖价钱楼层坏谁让请谢务员处实发现应该经营报导体检里点线么与为从后动]/gu;

/** Language of a text by its script: Han, with the traditional forms told apart, or Latin; both in number: mixed. Pure. */
export function detectLanguage(text: string): Language {
  const han = count(text, /\p{Script=Han}/gu);
  const words = count(text, /[A-Za-z]{2,}/gu);
  if (han === 0) {
    return words > 0 ? 'en' : 'zh';
  }
  if (words > han) {
    return han > 10 ? 'mixed' : 'en';
  }
  return count(text, traditional) > count(text, simplified) ? 'zh-hant' : 'zh';
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
