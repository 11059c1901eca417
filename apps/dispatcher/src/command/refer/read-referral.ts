import type { ReferralGround } from '../../case/case-duties.port.js';
import { halfWidth } from '../grammar/half-width.js';

/** What 转介 says: on which of the preset's grounds, and where the complainant is to turn to. */
export interface WrittenReferral {
  /** Null: none of the preset's grounds, or more than one could be meant. */
  readonly ground: ReferralGround | null;
  /** As written; empty where nothing is said that anybody could turn to. */
  readonly channel: string;
}

const between = /^[\s:：,，.。;；、]+/u;
const groundLabel = /^(?:依据|ground)\s*[:：]\s*/iu;
const channelLabel = /^(?:(?:转办)?渠道|channel)\s*[:：]\s*/iu;

/**
 * Reads `属合作商责任 请联系…`, also with labels (`依据：… 渠道：…`). A ground is named by its key, by either title, or
 * by a part of the Chinese one that no other ground has (合作商).
 */
export function readReferral(text: string, grounds: readonly ReferralGround[]): WrittenReferral {
  const body = text.trim().replace(groundLabel, '');
  const named = fullyNamed(body, grounds) ?? partlyNamed(body, grounds);
  if (named === null) {
    return { ground: null, channel: '' };
  }
  const channel = body.slice(named.length).replace(between, '').replace(channelLabel, '').trim();
  return { ground: named.ground, channel: /[\p{L}\p{N}]{2}/u.test(channel) ? channel : '' };
}

interface Named {
  readonly ground: ReferralGround;
  /** How much of the text names it. */
  readonly length: number;
}

/** The longest name that the text begins with. */
function fullyNamed(body: string, grounds: readonly ReferralGround[]): Named | null {
  const plain = halfWidth(body).toLowerCase();
  const found = grounds
    .flatMap((ground) =>
      [ground.key, ground.title.zh, ground.title.en].map((name) => ({ ground, name: name.toLowerCase() })),
    )
    .filter(
      ({ name }) => plain.startsWith(name) && (plain.length === name.length || between.test(plain[name.length] ?? '')),
    )
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  return found === undefined ? null : { ground: found.ground, length: found.name.length };
}

function partlyNamed(body: string, grounds: readonly ReferralGround[]): Named | null {
  const [word = ''] = body.split(/[\s:：,，.。;；、]/u, 1);
  const found = word.length < 2 ? [] : grounds.filter(({ title }) => title.zh.includes(word));
  const [ground] = found;
  return ground === undefined || found.length > 1 ? null : { ground, length: word.length };
}
