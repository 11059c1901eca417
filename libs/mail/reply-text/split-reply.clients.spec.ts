import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse/parse-mail.js';
import { splitMail } from './split-mail.js';
import { splitReply } from './split-reply.js';

/** Answers as mail programs write them, in their own forms; made for these tests. The first line is what was written. */
const answer = '已经修好了，谢谢。';
const asked = '您的投诉已受理，编号202611-T-001。';

const plain: readonly (readonly [string, string])[] = [
  [
    'QQ Mail',
    `${answer}\n\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人:                                                                                                                        "江南里客服"                                                                                    <tousu@jiangnanli.example.com>;\n发送时间:&nbsp;2026年11月20日(星期五) 上午10:11\n收件人:&nbsp;"王女士"<wang@qq.example.com>;\n\n主题:&nbsp;您的投诉已受理\n\n\n\n${asked}`,
  ],
  [
    'QQ Mail with a card',
    `${answer}\n\n\n\n王女士\nwang@qq.example.com\n\n\n\n&nbsp;\n\n\n\n\n------------------ 原始邮件 ------------------\n发件人: "江南里客服" <tousu@jiangnanli.example.com>;\n发送时间: 2026年11月20日(星期五) 上午10:11\n收件人: "王女士"<wang@qq.example.com>;\n主题: 您的投诉\n\n${asked}`,
  ],
  [
    'NetEase webmail',
    `${answer}\n\n\n\n\n\n\n\n\nAt 2026-11-20 10:11:12, "江南里客服" <tousu@jiangnanli.example.com> wrote:\n>${asked}\n>二行`,
  ],
  [
    'NetEase webmail in Chinese',
    `${answer}\n\n在 2026-11-20 10:11:12，"江南里客服" <tousu@jiangnanli.example.com> 写道：\n${asked}`,
  ],
  [
    'NetEase Mail Master with its card',
    `${answer}\n\n\n\n| |\n王女士\n|\n|\n邮箱：wang@163.example.com\n|\n\n签名由 网易邮箱大师 定制\n\n在2026年11月20日 10:11，江南里客服 写道：\n${asked}`,
  ],
  [
    'NetEase Mail Master',
    `${answer}\n\n\n\n\n| |\n王女士\n|\n|\nwang@163.example.com\n|\n---- 回复的原邮件 ----\n| 发件人 | 江南里客服<tousu@jiangnanli.example.com> |\n| 日期 | 2026年11月20日 10:11 |\n| 收件人 | wang@163.example.com |\n| 主题 | 您的投诉 |\n${asked}`,
  ],
  [
    'NetEase Mail Master in English',
    `${answer}\n\n---- Replied Message ----\n| From | 江南里客服<tousu@jiangnanli.example.com> |\n| Date | 11/20/2026 10:11 |\n| To | <wang@163.example.com> |\n| Subject | 您的投诉 |\n${asked}`,
  ],
  [
    'Foxmail',
    `${answer}\n\n\n\nwang@foxmail.example.com\n \n发件人： 江南里客服\n发送时间： 2026-11-20 10:11\n收件人： 王女士\n主题： 您的投诉\n${asked}`,
  ],
  [
    'Windows Mail in Chinese',
    `${answer}\n\n从 Windows 版邮件发送\n\n发件人: 江南里客服<mailto:tousu@jiangnanli.example.com>\n发送时间: 2026年11月20日 10:11\n收件人: 王女士<mailto:wang@outlook.example.com>\n主题: 您的投诉\n\n${asked}`,
  ],
  [
    'Outlook for iOS in Chinese',
    `${answer}\n\n获取 Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n发件人: 江南里客服 <tousu@jiangnanli.example.com>\n发送时间: Friday, November 20, 2026 10:11:12 AM\n收件人: 王女士 <wang@outlook.example.com>\n主题: 您的投诉\n\n${asked}`,
  ],
  [
    'Outlook in traditional Chinese',
    `${answer}\n\n寄件者: 江南里客服 <tousu@jiangnanli.example.com>\n寄件日期: 2026年11月20日 上午 10:11\n收件者: 王女士 <wang@outlook.example.com>\n主旨: 您的投訴\n\n${asked}`,
  ],
  [
    'Feishu',
    `${answer}\n\n发件人: "江南里客服"<tousu@jiangnanli.example.com>\n日期: 2026年11月20日 (周五) 10:11\n主题: 您的投诉\n收件人: "王女士"<wang@corp.example.com>\n${asked}`,
  ],
  [
    'Lark in English',
    `${answer}\nFrom: "江南里客服"<tousu@jiangnanli.example.com>\nDate: Fri, Nov 20, 2026, 10:11\nSubject: 您的投诉\nTo: "王女士"<wang@corp.example.com>\n${asked}`,
  ],
  [
    'WeCom',
    `${answer}\n\n\n\n------------------ Original ------------------\nFrom:  "江南里客服"<tousu@jiangnanli.example.com>;\nDate:  Fri, Nov 20, 2026 10:11 AM\nTo:  "王女士"<wang@corp.example.com>; \nSubject:  您的投诉\n\n${asked}`,
  ],
  [
    'Gmail in Chinese',
    `${answer}\n\n江南里客服 <tousu@jiangnanli.example.com> 于2026年11月20日周五 10:11写道：\n\n> ${asked}\n`,
  ],
  [
    'Gmail in Chinese, unmarked',
    `${answer}\n\n江南里客服 <tousu@jiangnanli.example.com> 于 2026年11月20日周五 上午10:11写道：\n\n${asked}\n`,
  ],
  [
    'Gmail in traditional Chinese',
    `${answer}\n\n江南里客服 <tousu@jiangnanli.example.com> 於 2026年11月20日 週五 上午10:11寫道：\n\n> ${asked}\n`,
  ],
  [
    'Apple Mail in Chinese',
    `${answer}\n\n> 在 2026年11月20日，10:11，江南里客服 <tousu@jiangnanli.example.com> 写道：\n> \n> ${asked}`,
  ],
  [
    'iPhone in Chinese',
    `${answer}\n\n发自我的iPhone\n\n> 在 2026年11月20日，上午10:11，江南里客服 <tousu@jiangnanli.example.com> 写道：\n> \n> \uFEFF${asked}`,
  ],
  [
    'iPhone in Chinese, unmarked',
    `${answer}\n\n发自我的iPhone\n\n在 2026年11月20日，10:11，江南里客服 <tousu@jiangnanli.example.com> 写道：\n\n${asked}`,
  ],
  [
    'Huawei phone',
    `${answer}\n\n发自我的华为手机\n\n\n-------- 原始邮件 --------\n发件人： 江南里客服 <tousu@jiangnanli.example.com>\n日期： 2026年11月20日周五 上午10:11\n收件人： wang@example.com\n主 题： 您的投诉\n${asked}`,
  ],
  [
    'Xiaomi phone',
    `${answer}\n\n来自小米手机\n\n在 江南里客服 <tousu@jiangnanli.example.com>，2026年11月20日 10:11写道：\n\n${asked}`,
  ],
  [
    'QQ Mail on a phone',
    `${answer}\n\n\n\n发自我的iPhone\n\n\n------------------ Original ------------------\nFrom: 江南里客服 <tousu@jiangnanli.example.com>\nDate: 周五,11月 20,2026 10:11\nTo: 王女士 <wang@qq.example.com>\nSubject: Re: 您的投诉\n\n${asked}`,
  ],
  [
    '139 Mail',
    `${answer}\n\n\n\n----邮件原文----\n发件人：江南里客服 <tousu@jiangnanli.example.com>\n收件人：wang  <wang@139.example.com>\n抄 送： (无)\n发送时间：2026-11-20 10:11:12\n主题：您的投诉\n\n${asked}`,
  ],
  [
    'Aliyun Mail',
    `${answer}\n\n\n------------------------------------------------------------------\n发件人：江南里客服 <tousu@jiangnanli.example.com>\n发送时间：2026年11月20日(星期五) 10:11\n收件人：王女士 <wang@aliyun.example.com>\n主　题：您的投诉\n\n${asked}`,
  ],
  [
    'Alibaba Mail on a phone',
    `${answer}\n\n来自 Alibaba Mail for iPhone\n------------------原始邮件 ------------------\n发件人：江南里客服<tousu@jiangnanli.example.com>\n日期：2026年11月20日 10:11:12\n收件人：<wang@aliyun.example.com>\n主题：您的投诉\n\n${asked}`,
  ],
  [
    'Sina Mail',
    `${answer}\n\n----- 原始邮件 -----\n发件人：江南里客服 <tousu@jiangnanli.example.com>\n收件人：wang@sina.example.com\n主题：您的投诉\n日期：2026年11月20日 10点11分\n\n${asked}`,
  ],
  [
    'Coremail',
    `${answer}\n\n> -----原始邮件-----\n> 发件人: 江南里客服 <tousu@jiangnanli.example.com>\n> 发送时间:2026-11-20 10:11:12 (星期五)\n> 收件人: wang@example.com\n> 主题: 您的投诉\n> \n> ${asked}`,
  ],
  ['Thunderbird in Chinese', `${answer}\n\n在 2026/11/20 10:11, 江南里客服 写道:\n> ${asked}\n`],
  [
    'Gmail in Japanese',
    `直りました。\n\n2026年11月20日(金) 10:11 江南里 <tousu@jiangnanli.example.com>:\n\n> ${asked}`,
  ],
  [
    'Outlook in Japanese',
    `直りました。\n\n差出人: 江南里 <tousu@jiangnanli.example.com>\n送信日時: 2026年11月20日 10:11\n宛先: 山田 <yamada@example.jp>\n件名: RE: 苦情\n\n${asked}`,
  ],
  [
    'iPhone in Japanese',
    `直りました。\n\niPhoneから送信\n\n2026/11/20 10:11、江南里 <tousu@jiangnanli.example.com>のメール:\n\n${asked}`,
  ],
  [
    'Gmail in Korean',
    `고쳤습니다.\n\n2026년 11월 20일 (금) 오전 10:11, 강남리 <tousu@jiangnanli.example.com>님이 작성:\n\n> ${asked}`,
  ],
  [
    'Naver Mail',
    `고쳤습니다.\n\n-----Original Message-----\nFrom: "강남리"<tousu@jiangnanli.example.com>\nTo: <kim@naver.example.com>;\nCc:\nSent: 2026-11-20 (금) 10:11:12 (GMT+09:00)\nSubject: 민원\n\n${asked}`,
  ],
  [
    'Outlook in Korean',
    `고쳤습니다.\n\n보낸 사람: 강남리 <tousu@jiangnanli.example.com>\n보낸 날짜: 2026년 11월 20일 금요일 오전 10:11\n받는 사람: 김 <kim@example.kr>\n제목: 민원\n\n${asked}`,
  ],
  [
    'Gmail in German',
    `Es ist repariert.\n\nAm Fr., 20. Nov. 2026 um 10:11 Uhr schrieb Jiangnanli <\ntousu@jiangnanli.example.com>:\n\n> ${asked}`,
  ],
  [
    'Outlook in German',
    `Es ist repariert.\n\nVon: Jiangnanli <tousu@jiangnanli.example.com>\nGesendet: Freitag, 20. November 2026 10:11\nAn: Müller <mueller@example.de>\nBetreff: AW: Beschwerde\n\n${asked}`,
  ],
  [
    'GMX',
    `Es ist repariert.\n\nGesendet: Freitag, 20. November 2026 um 10:11 Uhr\nVon: Jiangnanli <tousu@jiangnanli.example.com>\nAn: mueller@gmx.example.de\nBetreff: Beschwerde\n\n${asked}`,
  ],
  [
    'Gmail in French',
    `C'est réparé.\n\nLe ven. 20 nov. 2026 à 10:11, Jiangnanli <tousu@jiangnanli.example.com> a\nécrit :\n\n> ${asked}`,
  ],
  [
    'Outlook in French',
    `C'est réparé.\n\nDe : Jiangnanli <tousu@jiangnanli.example.com>\nEnvoyé : vendredi 20 novembre 2026 10:11\nÀ : Dupont <dupont@example.fr>\nObjet : RE: réclamation\n\n${asked}`,
  ],
  [
    'Gmail in Spanish',
    `Ya está arreglado.\n\nEl vie, 20 nov 2026 a las 10:11, Jiangnanli (<tousu@jiangnanli.example.com>)\nescribió:\n\n> ${asked}`,
  ],
  [
    'Outlook in Spanish',
    `Ya está arreglado.\n\nDe: Jiangnanli <tousu@jiangnanli.example.com>\nEnviado: viernes, 20 de noviembre de 2026 10:11\nPara: García <garcia@example.es>\nAsunto: RE: queja\n\n${asked}`,
  ],
  [
    'iPhone in German',
    `Es ist repariert.\n\nVon meinem iPhone gesendet\n\n> Am 20.11.2026 um 10:11 schrieb Jiangnanli <tousu@jiangnanli.example.com>:\n> \n> ${asked}`,
  ],
  [
    'iPhone in French',
    `C'est réparé.\n\nEnvoyé de mon iPhone\n\n> Le 20 nov. 2026 à 10:11, Jiangnanli <tousu@jiangnanli.example.com> a écrit :\n> \n> ${asked}`,
  ],
  [
    'iPhone in English',
    `Fixed, thanks.\n\nSent from my iPhone\n\n> On Nov 20, 2026, at 10:11, Jiangnanli <tousu@jiangnanli.example.com> wrote:\n> \n> ${asked}`,
  ],
  [
    'Yahoo Mail',
    `Fixed, thanks.\n\n    On Friday, November 20, 2026 at 10:11:12 AM GMT+8, Jiangnanli <tousu@jiangnanli.example.com> wrote:  \n \n ${asked}  `,
  ],
  [
    'Proton Mail',
    `Fixed, thanks.\n\nSent with Proton Mail secure email.\n\nOn Friday, November 20th, 2026 at 10:11, Jiangnanli <tousu@jiangnanli.example.com> wrote:\n\n> ${asked}`,
  ],
  ['a signature under its delimiter', `${answer}\n\n-- \n王女士\n江南里三号楼`],
  [
    'a disclaimer',
    `${answer}\n\n本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或群组。禁止任何其他人以任何形式使用。`,
  ],
  [
    'DingTalk Mail',
    `${answer}\n\n发自钉钉专属商务邮箱\n------------------------------------------------------------------\n发件人：江南里客服<tousu@jiangnanli.example.com>\n日　期：2026年11月20日 10:11:12\n收件人：王女士<wang@corp.example.com>\n主　题：您的投诉\n\n${asked}`,
  ],
  [
    '263 Mail',
    `${answer}\n\n\n\n\n发件人： 江南里客服\n发送时间： 2026-11-20  10:11:12\n收件人： 王女士\n抄送： \n主题： 您的投诉\n${asked}`,
  ],
  [
    'Outlook for Android',
    `${answer}\n\nSent from Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: 江南里客服 <tousu@jiangnanli.example.com>\nSent: Friday, November 20, 2026 10:11:12 AM\nTo: wang <wang@outlook.example.com>\nSubject: 您的投诉\n\n${asked}`,
  ],
];

const html: readonly (readonly [string, string])[] = [
  [
    'QQ Mail',
    `<div style="font-family:&quot;Microsoft YaHei&quot;;">${answer}</div><div><br></div><div><br></div><div><includetail><!--<![endif]--></includetail></div><div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div><div style="font-size: 12px;background:#efefef;padding:8px;"><div><b>发件人:</b> "江南里客服" &lt;tousu@jiangnanli.example.com&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月20日(星期五) 上午10:11</div><div><b>收件人:</b>&nbsp;"王女士"&lt;wang@qq.example.com&gt;;</div><div><b>主题:</b>&nbsp;您的投诉</div></div><div><br></div><p>${asked}</p>`,
  ],
  [
    'NetEase webmail',
    `<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">${answer}<br/><br/></div><br/><br/><div id="divNeteaseMailCard"></div><br/><pre><br/>At 2026-11-20 10:11:12, "江南里客服" &lt;tousu@jiangnanli.example.com&gt; wrote:</pre><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid"><p>${asked}</p></blockquote>`,
  ],
  [
    'Foxmail',
    `<body><style>body{line-height:1.5}</style><div>${answer}</div><div><br></div><hr style="width: 210px; height: 1px;" color="#b5c4df" size="1" align="left"><div><span><div style="MARGIN: 10px; FONT-FAMILY: verdana; FONT-SIZE: 10pt"><div>wang@foxmail.example.com</div></div></span></div><blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="PADDING-RIGHT: 8px;"><div><b>发件人：</b>&nbsp;<a href="mailto:tousu@jiangnanli.example.com">江南里客服</a></div><div><b>发送时间：</b>&nbsp;2026-11-20&nbsp;10:11</div><div><b>收件人：</b>&nbsp;王女士</div><div><b>主题：</b>&nbsp;您的投诉</div></div></div><div>${asked}</div></blockquote></body>`,
  ],
  [
    'Outlook',
    `<div class="WordSection1"><p class="MsoNormal"><span lang="EN-US">${answer}<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>发件人:</b> 江南里客服 &lt;tousu@jiangnanli.example.com&gt; <br><b>发送时间:</b> 2026年11月20日 10:11<br><b>收件人:</b> 王女士<br><b>主题:</b> 您的投诉</p></div><p class="MsoNormal">${asked}</p></div>`,
  ],
  [
    'Outlook on the web',
    `<div class="elementToProof">${answer}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> x &lt;tousu@jiangnanli.example.com&gt;<br><b>Sent:</b> Friday<br><b>To:</b> w<br><b>Subject:</b> s</font></div><div>${asked}</div>`,
  ],
  [
    'Feishu',
    `<div data-zone-id="0"><div>${answer}</div></div><div id="lark-mail-quote-1234" class="history-quote-wrapper"><div class="adit-html-block adit-html-block--collapsed"><div><div style="padding:12px"><div>发件人: <a>"江南里客服"&lt;tousu@jiangnanli.example.com&gt;</a></div><div>日期: 2026年11月20日 (周五) 10:11</div><div>主题: 您的投诉</div></div><div>${asked}</div></div></div></div>`,
  ],
  [
    'Gmail in Chinese',
    `<div dir="ltr">${answer}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">江南里客服 &lt;<a href="mailto:tousu@jiangnanli.example.com">tousu@jiangnanli.example.com</a>&gt; 于2026年11月20日周五 10:11写道：<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">${asked}</blockquote></div>`,
  ],
  [
    'Apple Mail',
    `<html><body style="overflow-wrap: break-word;">${answer}<div><br></div><div id="AppleMailSignature">发自我的iPhone</div><div><br><blockquote type="cite"><div>在 2026年11月20日，10:11，江南里客服 &lt;tousu@jiangnanli.example.com&gt; 写道：</div><br class="Apple-interchange-newline"><div>${asked}</div></blockquote></div></body></html>`,
  ],
  [
    'NetEase Mail Master',
    `<html><head></head><body><div id="spnEditorContent"><p style="margin:0;">${answer}</p></div><div id="ntes-pcmac-signature" style="font-family:'微软雅黑'"><div style="font-size:14px"><a style="display:block"><div>王女士</div><div>wang@163.example.com</div></a></div></div><div id="isReplyContent"><div class="ntes-reply" ><div style="margin-top: 2em;">---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>江南里客服&lt;tousu@jiangnanli.example.com&gt;</td></tr><tr><td>日期</td><td>2026年11月20日 10:11</td></tr><tr><td>收件人</td><td>w</td></tr><tr><td>主题</td><td>您的投诉</td></tr></table></div><blockquote style="margin:0">${asked}</blockquote></div></body></html>`,
  ],
  [
    'DingTalk Mail',
    `<div class="__aliyun_email_body_block"><div>${answer}</div><div><br></div><div class="__aliyun_signature_wrap"><div>王女士</div></div><blockquote style="margin-right:0;margin-top:0;margin-bottom:0;"><div style="clear:both;">------------------------------------------------------------------</div><div>发件人：江南里客服&lt;tousu@jiangnanli.example.com&gt;</div><div>发送时间：2026年11月20日(星期五) 10:11</div><div>收件人：w</div><div>主　题：您的投诉</div><div>${asked}</div></blockquote></div>`,
  ],
];

describe('the new text of an answer written with', () => {
  it.each(plain)('%s, as plain text', (_program, text) => {
    const { own, full } = splitReply(text.replaceAll('&nbsp;', '\u00a0'));
    expect(own.trim()).toBe(text.split('\n')[0]);
    expect(full).toContain(text.includes(asked) ? asked : answer);
  });

  it.each(html)('%s, as HTML', async (_program, body) => {
    const head =
      'From: w@example.com\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
    const { own, full } = splitMail(await parseMail(Buffer.from(`${head}${body}\r\n`)));
    expect(own.trim()).toBe(answer);
    expect(full).toContain(asked);
  });

  it.each([
    [
      'an address that is asked for',
      '请回复到我的邮箱：\nwang@example.com\n\n----- 原始邮件 -----\n发件人：x <x@example.com>\n主题：y\n日期：2026年11月20日\n\nz',
    ],
    [
      'an address at the end of a sentence',
      '我的新邮箱是\nwang@example.com\n\n----- 原始邮件 -----\n发件人：x <x@example.com>\n主题：y\n日期：2026年11月20日\n\nz',
    ],
    ['an address with nothing quoted under it', '联系我\n\nwang@example.com'],
  ])('keeps %s', (_case, text) => {
    expect(splitReply(text).own).toContain('wang@example.com');
  });
});
