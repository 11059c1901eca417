import { describe, expect, it } from '@jest/globals';
import { splitReply } from './split-reply.js';

const introductions = [
  'On 11-Apr-2011, at 6:54 PM, Bob Smith <bob@example.com> wrote:',
  'On 04/19/2011 07:10 AM, Bob Smith wrote:',
  '--- On Tue, 7/7/2011, Bob <bob@example.com> wrote:',
  'Quoting Bob Smith <bob@example.com>:',
  'Zitat von Bob Smith <bob@example.com>:',
  'Bob Smith said the following on 1/2/2013 10:00 AM:',
  'Op 17-feb.-2015, om 13:18 heeft Julius Caesar <pantheon@example.com> het volgende geschreven:',
  'Op 17 Feb 2015 om 13:18 schreef Julius Caesar <pantheon@example.com>:',
  'Vào 14:24 8 tháng 6, 2017, Hùng Nguyễn <hung@example.com> đã viết:',
  'Em 9 de jan de 2015, às 10:11, Fulano <f@example.com> escreveu:',
  'Il giorno 09/gen/2015, alle ore 10:11, Mario Rossi <m@example.com> ha scritto:',
  'W dniu 2015-01-07 14:23, Jan pisze:',
  'Den 6. januar 2015 10:11 skrev Ola <ola@example.com>:',
  'Den tors 5 nov. 2020 kl 10:11 skrev Sven <s@example.com>:',
  'to 5. marrask. 2020 klo 10.11 Matti (matti@example.com) kirjoitti:',
  '5 Kasım 2020 Perşembe tarihinde Ali <ali@example.com> yazdı:',
  'чт, 5 нояб. 2020 г. в 10:11, Иван <ivan@example.com>:',
  '5 ноября 2020 г., 10:11, пользователь Иван <ivan@example.com> написал:',
  'Dne 5.11.2020 10:11, Jan Novák napsal(a):',
  '2020. nov. 5. 10:11 ezt írta ("Kovács" <k@example.com>):',
  'În joi, 5 nov. 2020 la 10:11, Ion <ion@example.com> a scris:',
  'Στις Πέμ, 5 Νοε 2020 στις 10:11 π.μ., ο Γιάννης <g@example.com> έγραψε:',
  '‫בתאריך יום ה׳, 5 בנוב׳ 2020 ב-10:11 מאת ‪Dan‬‏ <‪dan@example.com‬‏>:‬',
  'ในวันที่ พฤ. 5 พ.ย. 2020 เวลา 10:11 Som <s@example.com> เขียนว่า:',
  'Pada Kam, 5 Nov 2020 pukul 10.11 Budi <b@example.com> menulis:',
  'Am Do., 5. Nov. 2020 um 10:11 Uhr schrieb Hans <hans@example.com>:',
  'Hans Muster <hans@example.com> schrieb am Do., 5. Nov. 2020, 10:11:',
  'Von meinem iPhone gesendet\n\nAm 05.11.2020 um 10:11 schrieb Hans <hans@example.com>:',
  'El jue., 5 nov. 2020 a las 10:11, Ana (<ana@example.com>) escribió:',
  'De: Ana [mailto:ana@example.com]\nEnviado: jueves, 5 de noviembre de 2020\nPara: x\nAsunto: y\n',
  '-------- Original message --------\nFrom: Mike <mike@example.com>\nDate:02/12/2015 10:11 (GMT+08:00)\nTo: x@example.com\nSubject: y\n',
  "-----Message d'origine-----\nDe : X\nEnvoyé : lundi\nÀ : Y\nObjet : z\n",
  '*From:* Bob <bob@example.com>\n*Sent:* Monday, 5 Nov 2020\n*To:* X\n*Subject:* z\n',
  'From: bob@example.com\nTo: x@example.com\nSubject: Hi\nDate: Thu, 5 Nov 2020 10:11:12 +0000\n',
  'Date: Thu, 5 Nov 2020 10:11:12 +0000\nSubject: Hi\nFrom: bob@example.com\nTo: x@example.com\n',
  'Subject: RE: Hi\nFrom: bob@example.com\nDate: 5 Nov 2020\n',
  'At 10:11 AM 11/5/2020 +0800, Bob wrote:',
  'Begin forwarded message:\n\nFrom: Bob <bob@example.com>\nDate: 5 Nov 2020\nSubject: x\nTo: y\n',
  'In article <abc@example.com>,\n Bob <bob@example.com> wrote:',
  'Thursday, November 5, 2020 10:11 AM +0800 from Bob <bob@example.com>:',
  'On Thursday, November 5th, 2020 at 10:11 AM, Bob <bob@example.com> wrote:',
  '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Thursday, November 5th, 2020 at 10:11 AM, Bob <bob@example.com> wrote:',
  '------- Original Message -------',
  '张三 <a@example.com> 于 2020年11月5日周四 10:11 写道：',
  '张三在 2020年11月5日 10:11 写道：',
  '张三 于2020/11/5 10:11写道:',
  '于 2020/11/5 10:11, 张三 写道:',
  '2020年11月5日 10:11，张三 <a@example.com> 写道：',
  '在2020年11月05日 10:11，张三<a@example.com> 写道：',
  '张三<a@example.com> 在 2020年11月5日 周四 上午10:11 写道:',
  '-----原始邮件-----\n发件人:张三 <a@example.com>\n发送时间:2020-11-05 10:11:12 (星期四)\n收件人: b@example.com\n抄送: \n主题: x\n',
  '2020年11月5日(木) 10:11、山田 <y@example.com>のメール:',
  '2020/11/05 10:11、山田 <y@example.com>のメール:',
  'On 2020/11/05 10:11, 山田 wrote:',
  '山田さんは書きました (2020/11/05 10:11):',
  '-----Original Message-----\n差出人: 山田\n送信日時: 2020\n宛先: x\n件名: y\n',
];

const deviceLines = [
  'Sent from my iPhone',
  'Sent from my Verizon Wireless BlackBerry',
  'Sent from my Samsung Galaxy S6.',
  'Sent from my T-Mobile 4G LTE Device',
  'Sent from Yahoo Mail on Android',
  'Sent from Mailbox',
  'Sent from my Nexus 5',
  'Sent from my BlackBerry® smartphone on O2',
  'Sent via the Samsung Galaxy S®6 active, an AT&T 4G LTE smartphone',
  'Sent from Samsung tablet',
  'Sent from a mobile device',
  'Enviado desde mi iPhone',
  'Envoyé de mon iPad',
  'Von meinem Mobiltelefon gesendet',
  'Sent with Airmail',
  'Sent from Nylas N1',
  'Sent from my Windows Phone',
  'Sent from my LG Mobile',
  'Get Outlook for Android<https://aka.ms/x>',
  '发自我的小米手机',
  '来自我的华为手机',
  '发自 网易邮箱大师',
  '发自我的 iPhone',
  '通过 iPhone 发送',
  '从 Outlook for iOS 发送',
  '发送自 Windows 10 版邮件应用',
  '来自 Outlook 手机版',
  '发自vivo电子邮件',
  '來自我的 iPhone',
  '從我的 iPhone 傳送',
  'iPhoneから送信',
  '나의 iPhone에서 보냄',
  'Отправлено с iPhone',
  "Wysłane z iPhone'a",
  'Inviato da iPhone',
  'Verstuurd vanaf mijn iPhone',
  'Skickat från min iPhone',
  'Sendt fra min iPhone',
  'Lähetetty iPhonesta',
  'Enviado do meu iPhone',
  "iPhone'umdan gönderildi",
  'Odesláno z iPhonu',
  '-- \nJohn',
  '--\nJohn\nAcme',
  'Sent from my HTC One™, an AT&T 4G LTE smartphone',
  'Sent from my phone. Please excuse brevity.',
  'Sent from Gmail Mobile',
  'Sent from Outlook',
  'Sent from my Huawei phone',
  '从企业微信发送',
  '来自飞书',
  '发自我的企业微信',
  '发自钉钉邮箱',
  '由 iPhone 寄出',
  'Please excuse typos, sent from my phone',
];

const prose = [
  'Sent from the warehouse yesterday, the parcel never arrived.',
  '我从网上买的手机发送给你们检测了',
  '从邮箱里找到了发票',
  '通过客服电话联系不上你们',
  '来自江苏的客户',
  '由于手机坏了',
  '-- this is a list',
  'On Friday I called.',
  '我是从app上下单的',
  '发自内心的感谢',
  'Get outlook on the matter',
  '从我的邮箱发过去的照片你们收到没有',
  '通过微信联系过了',
];

describe('splitReply knows how mail programs introduce what they quote', () => {
  it.each(introductions)('%s', (introduction) => {
    for (const below of ['> Hello\n> World', 'Hello\nWorld']) {
      expect(splitReply(`Test reply\n\n${introduction}\n\n${below}\n`).own).toBe('Test reply');
    }
  });
});

describe('splitReply knows the lines that devices add', () => {
  it.each(deviceLines)('%s', (line) => {
    const reply = splitReply(`Test reply\n\n${line}`);
    expect(reply.own).toBe('Test reply');
    expect(reply.signature).not.toBe('');
  });

  it.each(prose)('but not prose: %s', (line) => {
    expect(splitReply(`Hello\n\n${line}`).own).toBe(`Hello\n\n${line}`);
  });
});
