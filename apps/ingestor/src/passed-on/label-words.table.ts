/** What a line of a mail that passes a complaint on can be about. */
export type PassedOnField =
  'channel' | 'name' | 'phone' | 'mail' | 'told-at' | 'authority' | 'number' | 'due' | 'answer-to' | 'content';

/** Words before the colon, as staff and authorities write them; compared in lower case without blanks. */
export const labelWords: Readonly<Record<PassedOnField, readonly string[]>> = {
  channel: ['渠道', '来源', '受理渠道', '投诉渠道', '投诉方式', '来源渠道', '信息来源', 'channel', 'source'],
  name: [
    ...['投诉人', '投诉人姓名', '客户', '客户姓名', '姓名', '业主', '业主姓名', '顾客', '联系人', '来电人', '来访人'],
    ...['反映人', '举报人', '诉求人', '消费者', 'name', 'complainant', 'customer'],
  ],
  phone: [
    ...['电话', '手机', '手机号', '手机号码', '电话号码', '联系电话', '联系方式', '投诉人电话', '客户电话', '来电号码'],
    ...['phone', 'tel', 'telephone', 'mobile'],
  ],
  mail: ['邮箱', '邮件', '电子邮箱', '电子邮件', '投诉人邮箱', '客户邮箱', 'email', 'e-mail', 'mail'],
  'told-at': [
    '时间',
    '来电时间',
    '接到时间',
    '接诉时间',
    '受理时间',
    '接报时间',
    '来访时间',
    '收到时间',
    'toldat',
    'time',
  ],
  authority: ['转办单位', '交办单位', '来文单位', '转来单位', '派单单位', '转办部门', '交办部门', 'referredby'],
  number: [
    ...['转办编号', '转办号', '转办单号', '工单号', '工单编号', '来文编号', '文号', '交办编号', '投诉编号', '登记编号'],
    ...['受理编号', '单号', '编号', 'reference', 'ref'],
  ],
  due: [
    ...['办结期限', '办结时限', '办理期限', '办理时限', '答复期限', '答复时限', '回复期限', '回复时限', '反馈期限'],
    ...['限办日期', '截止时间', '截止日期', '到期时间', '要求办结时间', '限期', 'due', 'duedate', 'deadline'],
  ],
  'answer-to': ['回复邮箱', '反馈邮箱', '回复至', '反馈至', 'answerto'],
  content: [
    ...[
      '内容',
      '投诉内容',
      '诉求',
      '诉求内容',
      '反映内容',
      '问题描述',
      '主要内容',
      '事项',
      '情况',
      '具体情况',
      '投诉事由',
    ],
    ...['content', 'complaint', 'details'],
  ],
};
