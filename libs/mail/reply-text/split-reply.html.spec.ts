import { describe, expect, it } from '@jest/globals';
import { htmlLinesToText, readHtml } from '../html/read-html.js';
import { splitReply } from './split-reply.js';

function fromHtml(html: string): ReturnType<typeof splitReply> {
  const { lines } = readHtml(html);
  return splitReply(htmlLinesToText(lines), lines);
}

describe('splitReply reads the markup of clients', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">接单</div><br><div class="gmail_quote"><div class="gmail_attr">投诉受理 &lt;complaints@example.com&gt; 于2026年11月20日周五 10:11写道：<br></div><blockquote class="gmail_quote">请答复</blockquote></div>',
    ],
    [
      'Outlook on the web',
      '<div>接单</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>发件人:</b> 投诉受理<br><b>主题:</b> 派单</div><div>请答复</div>',
    ],
    [
      'Outlook desktop',
      '<div class="WordSection1"><p class="MsoNormal">接单</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>发件人:</b> 投诉受理 &lt;complaints@example.com&gt; <br><b>发送时间:</b> 2026年11月20日 10:11<br><b>收件人:</b> 张三<br><b>主题:</b> 派单</p></div><p>请答复</p></div>',
    ],
    [
      'Apple Mail',
      '<div>接单</div><br><div><blockquote type="cite"><div>在 2026年11月20日，10:11，投诉受理 写道：</div><br><div>请答复</div></blockquote></div>',
    ],
    [
      'QQ邮箱',
      '<div>接单</div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="background:#efefef"><b>发件人:</b>&nbsp;"投诉受理"<br><b>发送时间:</b>&nbsp;2026年11月20日<br><b>收件人:</b>&nbsp;张三<br><b>主题:</b>&nbsp;派单</div><div>请答复</div>',
    ],
    [
      '网易',
      '<div>接单</div><p>在 2026-11-20 10:11:12，"投诉受理" &lt;complaints@example.com&gt; 写道：</p><blockquote id="isReplyContent">请答复</blockquote>',
    ],
    [
      '飞书',
      '<div>接单</div><div class="history-quote-wrapper" id="lark-mail-quote-1"><div>发件人：投诉受理</div><div>请答复</div></div>',
    ],
    [
      'Foxmail',
      '<div>接单</div><div><hr style="width:210px" align="left"></div><blockquote style="margin-top:0"><div><b>发件人：</b> 投诉受理</div><div>请答复</div></blockquote>',
    ],
    [
      'Thunderbird',
      '<p>接单</p><div class="moz-cite-prefix">Am 20.11.2026 um 10:11 schrieb X:<br></div><blockquote type="cite">请答复</blockquote>',
    ],
  ])('%s', (_client, html) => {
    const reply = fromHtml(html);
    expect(reply.own).toBe('接单');
    expect(reply.quoted).toContain('请答复');
  });

  it('sets a signature that the markup names apart', () => {
    const reply = fromHtml('<div>接单</div><div class="gmail_signature">张三<br>工程部</div>');
    expect(reply.own).toBe('接单');
    expect(reply.signature).toBe('张三\n工程部');
  });
});
