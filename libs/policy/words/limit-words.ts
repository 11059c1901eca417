import type { Title } from '../preset/entry.schema.js';
import type { Limit } from '../preset/limit.schema.js';

/** A limit as people say it: `3 working days` is 3个工作日. */
export function limitWords(limit: Limit): Title {
  switch (limit.kind) {
    case 'time':
      return durationWords(limit.seconds);
    case 'working-days':
      return { zh: `${limit.days}个工作日`, en: plural(limit.days, 'working day') };
    case 'months':
      return { zh: `${limit.months}个月`, en: plural(limit.months, 'month') };
    case 'set':
      return limit.by === 'management'
        ? { zh: '由管理层确定', en: 'set by management' }
        : { zh: '以方案时限为准', en: 'set by the plan' };
    default:
      return limit satisfies never;
  }
}

/** Hours and minutes: 5,400 s is 1小时30分钟. Hours are never turned into days: a limit of 24 h is one. */
export function durationWords(seconds: number): Title {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const rest = whole % 60;
  const parts = [
    { count: hours, zh: '小时', en: 'hour' },
    { count: minutes, zh: '分钟', en: 'minute' },
    { count: rest, zh: '秒', en: 'second' },
  ].filter((part) => part.count > 0);
  return parts.length === 0
    ? { zh: '0分钟', en: '0 minutes' }
    : {
        zh: parts.map((part) => `${part.count}${part.zh}`).join(''),
        en: parts.map((part) => plural(part.count, part.en)).join(' '),
      };
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
