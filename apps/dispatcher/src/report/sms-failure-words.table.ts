import type { NoticeFailureCode } from '../notice/store/notice.entity.js';

/**
 * What the desk is told of a message that did not arrive: why, and what to do. The call itself is asked for anyway; what
 * an administrator must mend says so. Empty: the notice says enough without it.
 */
export const failureWords: Readonly<Record<NoticeFailureCode, string>> = {
  'recipient-refused': '号码或地址不存在，或不能接收。请致电时核实联系方式。',
  'recipient-opted-out': '该号码已退订短信或在运营商黑名单中，之后也收不到短信。请改用电话联系。',
  'content-refused': '短信内容被服务商或运营商拦截（含敏感词）。请电话告知客户，并请管理员检查模板用语。',
  'parameters-refused': '短信变量过长或格式不被模板接受。请电话告知客户，并请管理员检查模板变量。',
  'daily-limit': '该号码今天收到的短信已达上限，今天不能再发。请电话告知客户。',
  'frequency-limited': '发送过于频繁，服务商多次拒收。请电话告知客户。',
  'refused-otherwise': '短信被服务商拒绝，原因代码见系统日志。请电话告知客户，并请管理员查看。',
  'credentials-refused': '短信账号的密钥或应用被拒绝。请电话告知客户，并通知管理员检查短信账号设置。',
  'account-suspended': '短信账号未开通或已停用。请电话告知客户，并通知管理员联系服务商。',
  'balance-exhausted': '短信账号余额不足。请电话告知客户，并通知管理员充值。',
  'quota-reached': '短信账号达到自设的发送上限。请电话告知客户，并通知管理员调整上限。',
  'sender-not-allowed': '发送号码、发送方名称或服务器地址未获准。请电话告知客户，并通知管理员。',
  'destination-not-allowed': '短信账号不能发往该国家或地区、该类号码。请电话告知客户。',
  'template-not-approved': '短信模板未获批准或代码不对。请电话告知客户，并通知管理员检查模板。',
  'signature-not-approved': '短信签名未获批准。请电话告知客户，并通知管理员检查签名。',
  'template-unmapped': '这条通知没有已批准的短信模板。请电话告知客户，并通知管理员登记模板。',
  'free-text': '短信账号只能发送已批准的模板，不能发送自由文字。请电话告知客户。',
  'account-unknown': '短信账号已从设置中移除。请电话告知客户，并通知管理员。',
  'gave-up': '多次尝试后仍未发出。请电话告知客户。',
  'in-doubt': '无法确认短信是否已发出：服务商没有回执，也查不到结果，系统不会重发。请致电客户确认是否收到。',
  bounced: '已发出，但被退回。请核实联系方式。',
  erased: '',
  'loop-budget': '',
  'taken-back': '',
};
