import { describe, expect, it } from '@jest/globals';
import { findForms, renderForm } from './command-form.js';

const token = 'abcdefghijklmnopqrstuvwxyz234567abcdefgh';
const form = renderForm(token, '方案\n责任人：张三\n措施：\n时限：');
const filled = form.replace('措施：', '措施：更换水管').replace('时限：', '时限：2个工作日');
const body = '方案\n责任人：张三\n措施：更换水管\n时限：2个工作日';

describe('the form between our two marker lines (DESIGN 4)', () => {
  it.each([
    ['as it was sent', filled, 0],
    ['quoted with signs', filled.replace(/^/gmu, '> '), 1],
    ['quoted twice', filled.replace(/^/gmu, '>> '), 2],
    ['full-width signs', filled.replace(/^/gmu, '＞'), 1],
    ['signs without blanks', filled.replace(/^/gmu, '>'), 1],
    ['CRLF line ends', filled.replace(/\n/gu, '\r\n'), 0],
    ['no-break spaces', filled.replace(/ /gu, '\u00a0'), 0],
    ['marker lines shortened by the client', filled.replace(/=====/gu, '=='), 0],
    ['token in capitals', filled.replace(token, token.toUpperCase()), 0],
    ['marker line broken in two', filled.replace(` ${token}`, `\n${token}`), 0],
    ['quoted and broken in two', filled.replace(` ${token}`, `\n${token}`).replace(/^/gmu, '> '), 1],
    ['amid other text', `接单\n\n${filled}\n\n在 2026 年写道：`, 0],
  ])('is read %s', (_how, text, depth) => {
    expect(findForms(text)).toEqual([{ token, body, depth, open: false }]);
  });

  it('is told from what was sent by its body', () => {
    expect(findForms(form)[0]?.body).not.toBe(body);
  });

  it('without its closing line is read to the end and says so', () => {
    expect(findForms(filled.split('\n').slice(0, -1).join('\n'))).toEqual([{ token, body, depth: 0, open: true }]);
  });

  it('twice in a mail, the answer and the quotation, gives both in order', () => {
    const found = findForms(`${filled}\n\n${form.replace(/^/gmu, '> ')}`);
    expect(found.map(({ depth }) => depth)).toEqual([0, 1]);
  });

  it('is not seen in text that only talks of it', () => {
    expect(findForms('请填写 Redress 表单 后回复')).toEqual([]);
  });
});
