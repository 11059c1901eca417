import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse/parse-mail.js';
import { judgeSender, type SenderContext, type SenderJudgement } from './judge-sender.js';

async function judge(head: string, body: string, context?: SenderContext): Promise<SenderJudgement> {
  return judgeSender(
    await parseMail(Buffer.from(`${head}\nMessage-ID: <x@example.cn>\n\n${body}`.replace(/\n/gu, '\r\n'))),
    context,
  );
}

describe('judgeSender finds answering machines', () => {
  it.each([
    [
      'RFC 3834',
      'From: a@example.com\nSubject: Re: x\nAuto-Submitted: auto-replied (vacation)',
      'I will be back on Monday.',
    ],
    [
      'QQ邮箱假期回复',
      'From: 12345@example.com\nSubject: =?utf-8?B?6Ieq5Yqo5Zue5aSNOlJlOiDmipXor4nmtL7ljZU=?=',
      '这是来自QQ邮箱的假期自动回复邮件。\n您好，我最近正在休假中，无法亲自回复您的邮件。我将在假期结束后，尽快给您回复。',
    ],
    ['163 自动回复', 'From: a@example.cn\nSubject: 自动回复:投诉派单', '您好！您的邮件我已经收到，会尽快回复您。'],
    [
      'Outlook 自动答复',
      'From: a@example.cn\nSubject: 自动答复: 投诉派单\nX-Auto-Response-Suppress: All',
      '我目前不在办公室，11月25日返回，急事请联系李四。',
    ],
    ['自动回复在末尾', 'From: a@example.cn\nSubject: 投诉派单（自动回复）', '您好，邮件已收到，我会尽快处理。'],
    ['繁體 自動回覆', 'From: a@example.org\nSubject: 自動回覆: 客訴派單', '我目前休假中。'],
    ['不在办公室', 'From: a@example.cn\nSubject: 不在办公室: 投诉派单', '本人于11月22日至25日出差，有急事请联系同事。'],
    ['休假，只看正文', 'From: a@example.cn\nSubject: Re: 投诉派单', '此邮件由系统自动回复，请勿直接回复此邮件。'],
    ['English', 'From: a@example.com\nSubject: Out of Office: case', 'I am out of the office until Monday.'],
    ['Deutsch', 'From: a@example.com\nSubject: Abwesenheitsnotiz: Fall', 'Ich bin bis Montag nicht im Büro.'],
    ['Français', 'From: a@example.com\nSubject: Réponse automatique : cas', 'Je suis absent.'],
    ['Español', 'From: a@example.com\nSubject: Respuesta automática: caso', 'Estoy fuera.'],
    ['日本語', 'From: a@example.com\nSubject: 自動応答: 件', '休暇中です。'],
    ['한국어', 'From: a@example.com\nSubject: 자동 회신: 건', '부재중입니다.'],
    ['header of a mailer', 'From: a@example.com\nSubject: Re: x\nX-Autoreply: yes', 'ok'],
    ['precedence', 'From: a@example.com\nSubject: Re: x\nPrecedence: auto_reply', 'ok'],
  ])('%s', async (_what, head, body) => {
    const { kind, automatic, signals } = await judge(head, body);
    expect(kind).toBe('auto-reply');
    expect(automatic).toBe(true);
    expect(signals.length).toBeGreaterThan(0);
  });
});

describe('judgeSender finds bounces that are not RFC 3464', () => {
  it.each([
    [
      'QQ 退信',
      'From: =?utf-8?B?6IW+6K6v6YKu5Lu257O757uf?= <postmaster@example.com>\nSubject: 系统退信/The email is returned',
      '您发送给 lisi@example.cn 的邮件被退回。\n退信原因：收件人邮件地址（lisi@example.cn）不存在，邮件无法送达。\nhost mx.example.cn said: 550 Mailbox not found',
    ],
    [
      '163 退信',
      'From: Postmaster@example.cn\nSubject: 系统退信',
      '抱歉，您的邮件被退回来了……\n收件人：lisi@example.org\n退信原因：550 User suspended',
    ],
    [
      '阿里邮箱退信',
      'From: postmaster@example.com\nSubject: 退信通知',
      '您的邮件无法送达以下收件人：lisi@example.cn\n退信代码：554 Reject by behaviour spam',
    ],
    ['邮件投递失败', 'From: mail-system@example.cn\nSubject: 邮件投递失败', '邮件未能投递：收件人邮箱已满'],
    [
      'qmail',
      'From: MAILER-DAEMON@example.com\nSubject: failure notice',
      "Hi. This is the qmail-send program at example.com.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<x@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)",
    ],
    [
      'exim',
      'From: Mail Delivery System <Mailer-Daemon@example.com>\nX-Failed-Recipients: x@example.org\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied',
      'This message was created automatically by mail delivery software.',
    ],
  ])('%s', async (_what, head, body) => {
    expect((await judge(head, body)).kind).toBe('bounce');
  });
});

describe('judgeSender finds reports, lists and our own mail', () => {
  it('a read receipt (RFC 8098)', async () => {
    expect(
      (
        await judge(
          'From: a@example.com\nSubject: 已读: x\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b',
          '--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--',
        )
      ).kind,
    ).toBe('report');
  });

  it('a feedback report (RFC 5965)', async () => {
    expect(
      (
        await judge(
          'From: fbl@example.com\nSubject: FW: x\nContent-Type: multipart/report; report-type=feedback-report; boundary=b',
          '--b\n\nabuse\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--',
        )
      ).kind,
    ).toBe('report');
  });

  it('a notice of success is no bounce (RFC 3464)', async () => {
    expect(
      (
        await judge(
          'From: MAILER-DAEMON@example.com\nSubject: Successful Mail Delivery Report\nContent-Type: multipart/report; report-type=delivery-status; boundary=b',
          '--b\n\nok\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.com\n\nFinal-Recipient: rfc822; x@example.org\nAction: delivered\nStatus: 2.0.0\n--b--',
        )
      ).kind,
    ).toBe('report');
  });

  it('a mailing list (RFC 2919)', async () => {
    expect(
      (await judge('From: a@example.com\nSubject: x\nList-Id: <x.example.com>\nPrecedence: list', 'news')).kind,
    ).toBe('list');
  });

  it('our own mail coming back', async () => {
    const context = { ownAddresses: ['Complaints@example.com'], ownMessageIdDomains: ['example.cn'] };
    expect((await judge('From: complaints@example.com\nSubject: x', 'x', context)).kind).toBe('own');
  });

  it('a colleague who writes from our address is a person: the address alone proves nothing', async () => {
    expect(
      (await judge('From: complaints@example.com\nSubject: x', 'x', { ownAddresses: ['complaints@example.com'] })).kind,
    ).toBe('person');
  });
});

describe('judgeSender takes people for people', () => {
  it.each([
    ['a complaint', 'From: a@example.cn\nSubject: 投诉电梯困人', '电梯困人，无人处理。'],
    [
      'a complaint about automatic answers',
      'From: a@example.cn\nSubject: 自动回复太敷衍了我要投诉',
      '你们每次都是自动回复，没有人处理。',
    ],
    [
      'an answer to an automatic answer',
      'From: a@example.cn\nSubject: Re: 电梯困人（自动回复）',
      '你们的自动回复我收到了，可是电梯还是没人修。',
    ],
    [
      'a complaint about a returned mail',
      'From: a@example.cn\nSubject: 投诉你们的客服邮箱',
      '我发给你们的信没有人回。',
    ],
    ['a handler who says that he is away', 'From: a@example.cn\nSubject: Re: 派单', '我在外地出差，请转给李四处理。'],
    [
      'Exchange marks ordinary mail',
      'From: a@example.cn\nSubject: 投诉\nX-Auto-Response-Suppress: DR, OOF, AutoReply',
      '漏水了',
    ],
    ['Auto-Submitted: no', 'From: a@example.cn\nSubject: 投诉\nAuto-Submitted: no', '漏水了'],
    [
      'an answer with our token and references',
      'From: a@example.cn\nSubject: Re: [202611-WY-001]\nReferences: <abc@example.com>',
      '接单',
    ],
  ])('%s', async (_what, head, body) => {
    const { kind } = await judge(head, body);
    expect(kind).toBe('person');
  });

  it('a relayed web form is a complaint where the mailbox says so, and is never answered by itself (SI-12)', async () => {
    const verdict = await judge(
      'From: form@example.com\nSubject: 网站投诉\nAuto-Submitted: auto-generated',
      '姓名：张三',
      { relayedForms: true },
    );
    expect(verdict).toMatchObject({ kind: 'person', automatic: true });
  });
});
