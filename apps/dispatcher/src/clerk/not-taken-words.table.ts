import type { Language } from '#libs/contracts/vocabulary.js';
import type { NotTaken, StoredAttachment } from '#libs/mail/message/stored-message.schema.js';

/** A file of a complaint that was not taken, and why. */
export interface FileNotTaken {
  readonly name: string;
  readonly reason: Exclude<NotTaken, 'unscanned'>;
}

const reasons = {
  zh: { 'too-large': '文件过大', 'too-many': '附件数量过多', infected: '检出病毒' },
  'zh-hant': { 'too-large': '檔案過大', 'too-many': '附件數量過多', infected: '檢出病毒' },
  en: { 'too-large': 'too large', 'too-many': 'too many files', infected: 'a virus was found in it' },
} as const satisfies Record<string, Record<FileNotTaken['reason'], string>>;

/** Names beyond these are only counted. */
const mostNames = 5;

/** Which files were not taken and why, in the complainant's language; '' where all were. */
export function notTakenInWords(files: readonly FileNotTaken[], language: Language): string {
  const spoken = language === 'en' || language === 'zh-hant' ? language : 'zh';
  const said = reasons[spoken];
  const named = files
    .slice(0, mostNames)
    .map(({ name, reason }) => bracketed(oneLine(name), said[reason], spoken === 'en'));
  const rest = files.length - named.length;
  const more =
    rest === 0
      ? []
      : [{ zh: `另有 ${String(rest)} 个`, 'zh-hant': `另有 ${String(rest)} 個`, en: `${String(rest)} more` }[spoken]];
  return [...named, ...more].join(spoken === 'en' ? ', ' : '、');
}

const staffReasons = { ...reasons.zh, unscanned: '等待病毒扫描' } as const satisfies Record<NotTaken, string>;

/** A file as those who work on the case are shown it. */
export function attachmentLine({ name, type, notTaken }: StoredAttachment): string {
  const called = name === '' ? type : name;
  return notTaken === undefined ? called : `${called}（未收下：${staffReasons[notTaken]}）`;
}

function bracketed(name: string, reason: string, english: boolean): string {
  return english ? `${name} (${reason})` : `${name}（${reason}）`;
}

/** A file's name is the sender's: nothing of it may break the letter. */
function oneLine(name: string): string {
  return name.replace(/\s+/gu, ' ').slice(0, 80);
}
