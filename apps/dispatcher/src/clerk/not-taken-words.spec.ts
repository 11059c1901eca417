import { describe, expect, it } from '@jest/globals';
import { attachmentLine, notTakenInWords } from './not-taken-words.table.js';

const files = [
  { name: '录像.mp4', reason: 'too-large' },
  { name: 'a\r\nb.exe', reason: 'infected' },
] as const;

describe('what the sender hears of files that were not taken (issue 3 point 10)', () => {
  it('is in the language of the complaint', () => {
    expect(notTakenInWords(files, 'zh')).toBe('录像.mp4（文件过大）、a b.exe（检出病毒）');
    expect(notTakenInWords(files, 'zh-hant')).toBe('录像.mp4（檔案過大）、a b.exe（檢出病毒）');
    expect(notTakenInWords(files, 'en')).toBe('录像.mp4 (too large), a b.exe (a virus was found in it)');
    expect(notTakenInWords(files, 'mixed')).toBe(notTakenInWords(files, 'zh'));
    expect(notTakenInWords([], 'zh')).toBe('');
  });

  it('names the first few and counts the rest', () => {
    const many = Array.from({ length: 70 }, (_, index) => ({
      name: `${String(index)}.jpg`,
      reason: 'too-many' as const,
    }));
    expect(notTakenInWords(many, 'zh')).toMatch(/^0\.jpg（附件数量过多）.*4\.jpg（附件数量过多）、另有 65 个$/u);
    expect(notTakenInWords(many, 'en')).toMatch(/, 65 more$/u);
  });

  it('is shown to staff beside the file', () => {
    const file = {
      name: '发票.pdf',
      type: 'application/pdf',
      size: 1,
      sha256: '0'.repeat(64),
      inline: false,
      item: null,
    };
    expect(attachmentLine({ ...file, notTaken: 'unscanned' })).toBe('发票.pdf（未收下：等待病毒扫描）');
    expect(attachmentLine({ ...file, name: '' })).toBe('application/pdf');
  });
});
