import { beforeAll, describe, expect, it } from '@jest/globals';
import { findForms } from '#libs/mail/form/command-form.js';
import { findTokens } from '#libs/mail/token/reply-token.js';
import type { AddressMode, NoticeCase } from '../notice-case.js';
import type { NoticeIntent } from '../notice.intent.js';
import { composeNotice } from './compose-notice.js';
import { HtmlLayout } from './html-layout.js';

const token = 'k3mz7q2wxa4bhd6pjn5rtyvc2efgsiuol7klm3no';
const at = new Date('2026-11-21T01:12:00Z');

const about = (mode: AddressMode): NoticeCase => ({
  caseId: 'c0ffee00-0000-4000-8000-000000000001' as NoticeCase['caseId'],
  number: 'WY202611-1-007',
  preset: { id: 'property-group', version: '1' },
  sender: { name: '锦城置业客户服务中心', address: 'complaints@example.cn', mode },
  organisation: '锦城置业集团',
});

const dispatch: NoticeIntent = {
  template: 'dispatch',
  recipient: { kind: 'person', personId: 'zhou' as never, address: 'zhou@example.cn', name: '周师傅', channel: 'mail' },
  language: 'zh',
  parameters: {},
  offers: [
    { verb: '接单', label: '接单' },
    { verb: '方案', label: '登记方案', body: '方案\n责任人：\n措施：\n时限：' },
  ],
  facts: [
    { label: '等级', value: '重大' },
    { label: '附件', value: '' },
  ],
  quotes: [{ title: '投诉原文', text: '漏水 <b>三天</b> & 没人来\n\n我要投诉' }],
  form: '责任人：\n措施：\n时限：',
  urgent: true,
  holdMs: 0,
  factWhenTold: 'department-told',
  thread: null,
};

const words = {
  language: 'zh' as const,
  subject: '【请接单】投诉 WY202611-1-007',
  body: '请接单：投诉 WY202611-1-007\n请在 12月1日 18:00 前办结\n\n本案由您办理。',
};

let layout: HtmlLayout;
const compose = (intent: NoticeIntent, mode: AddressMode = 'plus') =>
  composeNotice({ intent, about: about(mode), words, token, at }, layout.render);

const hrefs = (html: string) =>
  [...html.matchAll(/href="(?<href>mailto:[^"]+)"/gu)].map(
    (match) => new URL((match.groups?.['href'] ?? '').replaceAll('&amp;', '&')),
  );

describe('a composed notice', () => {
  beforeAll(async () => {
    layout = await HtmlLayout.load('config/templates');
  });

  it('says first what to do and by when, then offers the commands, then shows the case, then the form (DESIGN 4)', () => {
    const { text, html = '' } = compose(dispatch);
    for (const body of [text, html]) {
      const positions = ['12月1日 18:00', '本案由您办理', '登记方案'.slice(2), '等级', '投诉原文', 'Redress 表单'].map(
        (part) => body.indexOf(part),
      );
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(positions).not.toContain(-1);
    }
    expect(text.startsWith('请接单：投诉 WY202611-1-007\n请在 12月1日')).toBe(true);
  });

  it('offers each command as a link that opens the answer with the command in it (RFC 6068)', () => {
    const links = hrefs(compose(dispatch).html ?? '');
    expect(links.map((link) => link.pathname)).toEqual([
      `complaints+${token}@example.cn`,
      `complaints+${token}@example.cn`,
    ]);
    const [accept, plan] = links.map((link) => link.searchParams);
    expect(accept?.get('body')?.startsWith('接单\r\n')).toBe(true);
    expect(plan?.get('body')?.startsWith('方案\r\n责任人：\r\n措施：\r\n时限：\r\n')).toBe(true);
    expect(findTokens(accept?.get('body') ?? '')).toHaveLength(1);
    expect(accept?.get('subject')).toBe(`接单 [WY202611-1-007·${token}]`);
  });

  it.each(['plus', 'catch-all', 'none'] as const)(
    'carries its token in mode %s wherever an answer may bring it back',
    (mode) => {
      const draft = compose(dispatch, mode);
      const addressed = mode !== 'none';
      expect(findTokens(draft.replyTo?.address ?? '')).toHaveLength(addressed ? 1 : 0);
      for (const place of [
        draft.subject,
        draft.messageId,
        draft.text,
        draft.html ?? '',
        ...hrefs(draft.html ?? '').map((link) => link.searchParams.get('subject') ?? ''),
      ]) {
        expect(findTokens(place)).toEqual([{ token, handle: token.slice(0, 16) }]);
      }
    },
  );

  it('sends the form between the marker lines, so that the answer can be read out of a quotation', () => {
    const quoted = compose(dispatch)
      .text.split('\n')
      .map((line) => `> ${line}`)
      .join('\n')
      .replace('> 责任人：\n', '> 责任人：周师傅\n');
    expect(findForms(quoted)).toMatchObject([{ token, body: expect.stringContaining('责任人：'), open: false }]);
  });

  it('shows what people wrote as text, never as markup', () => {
    const { html = '', text } = compose(dispatch);
    expect(html).toContain('漏水 &lt;b&gt;三天&lt;/b&gt; &amp; 没人来');
    expect(html).not.toContain('<b>三天');
    expect(text).toContain('漏水 <b>三天</b> & 没人来');
    expect(html).not.toContain('>附件<');
  });

  it('is the same every time, for the same intent', () => {
    expect(compose(dispatch)).toEqual(compose(dispatch));
  });

  it('is a letter to the complainant: no box, no commands, nothing internal', () => {
    const letter = compose({
      ...dispatch,
      recipient: { kind: 'party', address: 'wang@example.com', name: null, channel: 'mail' },
      offers: [],
      facts: [],
      quotes: [],
      form: null,
    });
    expect(letter.html).not.toContain('class="pad todo"');
    expect(letter.html).not.toContain('mailto:');
    expect(letter.to).toEqual([{ name: '', address: 'wang@example.com' }]);
  });

  it('says whether it answers a mail (RFC 3834 5)', () => {
    expect(compose(dispatch)).toMatchObject({ automatic: 'auto-generated' });
    expect(compose({ ...dispatch, thread: 'abc@mail.example.com' })).toMatchObject({
      automatic: 'auto-replied',
      inReplyTo: 'abc@mail.example.com',
    });
  });
});
