import type { LayoutWords } from './notice-view.js';

export type LayoutLanguage = 'zh' | 'zh-hant' | 'en';

export const layoutWords = {
  zh: {
    buttons: '点按钮会打开一封写好的回信，直接发送即可，无需登录任何系统。',
    commands: '回信时，首行写下列命令之一即可：',
    form: '也可以在回信中填写下面两条标记线之间的内容：',
    reply: '直接回复本邮件即可，请保留主题中方括号里的编号。',
    reference: '编号',
  },
  'zh-hant': {
    buttons: '點按鈕會開啟一封寫好的回信，直接傳送即可，無需登入任何系統。',
    commands: '回信時，首行寫下列命令之一即可：',
    form: '也可以在回信中填寫下面兩條標記線之間的內容：',
    reply: '直接回覆本郵件即可，請保留主旨中方括號裡的編號。',
    reference: '編號',
  },
  en: {
    buttons: 'Each button opens an answer that is already written. Send it; there is nothing to log in to.',
    commands: 'Answer with one of these as the first line:',
    form: 'Or fill in what stands between the two marker lines and send it back:',
    reply: 'Simply reply to this mail, and keep the number in square brackets in the subject.',
    reference: 'Reference',
  },
} as const satisfies Record<LayoutLanguage, LayoutWords>;
