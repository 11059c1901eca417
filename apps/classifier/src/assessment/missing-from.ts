import type { Facts, Missing } from './assessment.schema.js';
import type { ComplaintText } from './complaint-text.js';

/** Words that name the writer in the text: a signature line, 我姓, "my name is". */
const named =
  /我姓|我叫|本人姓|联系人|先生|女士|小姐|业主[：:]|my name is|regards|yours|sincerely|mr\.? |mrs\.? |ms\.? /iu;

/** No name and address together is longer; whatever follows is hostile. */
const longestSender = 400;

/**
 * What the record of a complaint would still need (PC-18). The preset says which of these it asks for; anonymous
 * complaints are not asked for name and contact (SI-16).
 */
export function missingFrom(about: {
  readonly input: ComplaintText;
  readonly facts: Facts;
  readonly demands: readonly string[];
  readonly anonymous: boolean;
}): Missing[] {
  const { input, facts, demands, anonymous } = about;
  const missing: Missing[] = [];
  const from = (input.from ?? '').slice(0, longestSender);
  const hasName =
    /[\p{L}]{2,}/u.test(from.replace(/<[^>]*>/u, '').replace(/\S+@\S+/u, '')) ||
    named.test(input.text.slice(-120)) ||
    named.test(input.text.slice(0, 120));
  if (!anonymous && !hasName) {
    missing.push('name');
  }
  if (!anonymous && from === '' && facts.phone === null) {
    missing.push('contact');
  }
  if (facts.eventDate === null) {
    missing.push('time');
  }
  if (facts.place === null) {
    missing.push('place');
  }
  if (facts.orderNo === null) {
    missing.push('order');
  }
  if (demands.length === 0) {
    missing.push('demand');
  }
  return missing;
}
