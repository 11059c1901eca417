import type { RefusalCode } from '../case/case.decision.js';
import type { Stage } from '#libs/contracts/vocabulary.js';
import type { CaseCommand } from '../command/decide-command.js';

/** What a command was understood as, for its receipt. `{x}` is filled from the command. */
export const understood = {
  accept: '已接单，本案由您负责。',
  contacted: '已记录与客户的联系。',
  plan: '已登记方案：责任人、措施、时限齐全。',
  reply: '已受理您对客户的回复。',
  transfer: '已提出转派；对方接单之前，仍由您负责。',
  extend: '已提出延期申请；分管领导确认前，原时限不变。',
  opinion: '已登记法务意见。',
  approve: '已登记您的批准。',
  reject: '已登记您的驳回。',
  done: '已登记处理完成；系统将询问客户是否满意。',
  refer: '已登记“转介”及其依据、转办渠道。',
  invalid: '已登记“无效”。',
  valid: '已登记“有效”，投诉按正常流程办理。',
  tag: '已登记投诉等级。',
  category: '已更改投诉分类。',
  pause: '已暂停计时。',
  resume: '已恢复计时。',
  acknowledge: '已记录您知悉。',
  findings: '已登记调查情况。',
  rectification: '已登记整改报告。',
  'opinion-item': '已登记舆情并通报小组。',
  task: '已登记任务结果。',
  suspend: '已下达停业令；有关人员知悉之前系统将反复提醒。',
  lift: '已解除停业。',
  transcribe: '已录入传真文字，投诉将按此文字分类、分派；原件页面仍作为证据保存。',
  note: '已记入备注，仅内部可见。',
  merge: '已将本案并入您指定的投诉，今后按该投诉办理；两个编号都有效，将告知投诉人。',
  link: '已将本案与您指定的投诉关联，并告知双方经办人。',
  undo: '已撤销您的上一条命令，本案恢复到此前的状态。',
} as const satisfies Record<CaseCommand['verb'] | 'undo' | 'merge' | 'link', string>;

/** What comes next, by the stage that the case is in now. */
export const nextByStage = {
  received: '等待编号。',
  registered: '等待分派。',
  assigned: '等待处理人接单。',
  accepted: '请登记方案：责任人、措施、时限三项齐全。',
  'in-approval': '方案等待审核；批准前请勿实施。',
  planned: '请按方案处理，处理完后回复“完成”并写明结果。',
  resolved: '等待客户确认。',
  closed: '本案已结。',
} as const satisfies Record<Stage, string>;

/** The same for whoever is not the one who handles the case: what is due is not theirs to do. */
export const nextForOthers: Readonly<Partial<Record<Stage, string>>> = {
  accepted: '由经办人登记方案。',
  'in-approval': '方案等待审核。',
  planned: '由经办人按方案处理。',
};

/** What a stage is called where a refusal names it. */
export const stageNames = {
  received: '待编号',
  registered: '待分派',
  assigned: '待接单',
  accepted: '已接单',
  'in-approval': '方案审核中',
  planned: '按方案处理中',
  resolved: '待客户确认',
  closed: '已结案',
  running: '计时未暂停',
} as const satisfies Record<Stage | 'running', string>;

/** Why nothing was changed, and what to do about it. `{x}` is filled from the refusal's details. */
export const refusals = {
  'not-yours': '您不是本案此项的经办人。{handler}{roles}',
  'wrong-stage': '本案目前不能进行此项操作（当前：{stage}）。',
  'already-done': '此项已经办过，无需重复。',
  'plan-incomplete': '方案缺少：{missing}。责任人、措施、时限三项缺一不可，请补齐后重发。',
  'limit-unreadable': '看不懂时限“{limit}”。请写成“2个工作日”或“11月25日18:00”。',
  'limit-in-the-past': '时限“{limit}”已经过去，请另定。',
  'limit-too-late': '时限“{limit}”晚于规定的 {allowed}。请提前，或先回复“延期 2个工作日 原因”。',
  'text-missing': '请在命令后写明内容，例如“完成 已更换水泵，业主在场试水无渗漏”。',
  'opinion-unclear': '看不出是否同意。请写“意见 同意 …”或“意见 不同意 …”。',
  'plan-superseded': '您回复的是较早的方案；此后方案已更改。请看最新的送审邮件，并在那封邮件上回复。',
  'unknown-target': '找不到“{to}”。请写名册中的姓名或部门名称。',
  'conflict-of-interest': '被投诉人及其下属不得经办本案。',
  'unknown-category': '没有“{category}”这个分类。',
  'wording-refused': '给客户的文字中有不宜使用的说法：“{phrase}”。请改写后重发。',
  'personal-data':
    '本案代表一起群体投诉，这段文字会发给全部投诉人，其中含有某位投诉人的信息：“{words}”。请删去后重发。',
  'unknown-case': '找不到编号为“{number}”的投诉。请写“合并 编号”或“关联 编号”。',
  'leads-group': '本案是群体投诉的主案，不能并入其他投诉；请在另一案的邮件上回复“合并 {number}”。',
  'same-case': '这就是本案，无需合并或关联。',
  'nothing-to-undo': '没有可以撤销的命令。',
  'too-late-to-undo': '通知已经发出，不能撤销。请用新的命令更正。',
  'activation-pending': '应急预案是否启动尚未决定，决定之前本案等待。',
  'gate-closed': '目前不能进行此项操作：{gate}。尚缺：{needs}。',
  'limit-missing': '批准时请写明办结时限，例如“批准 3个工作日”。',
  'too-many-transfers': '本案已转派{most}次，不得再转。请办理，或请分派专员协调。',
  'no-task': '您在本案没有此类待办任务。',
  'which-task': '您有多项待办任务（{tasks}）。请在“任务”后先写任务名称，再写结果。',
  'report-incomplete': '报告缺少：{missing}。请逐项写明，例如“责任认定：…”，补齐后重发。',
  'cause-missing': '整改报告请先写原因代码，再写整改情况，例如“整改 流程缺陷 …”。可用的原因：{causes}。',
  'no-suspension': '本案没有可以下达或解除的停业令。',
  'no-emergency': '本案未启动应急预案。',
  'no-referral': '本案适用的规定没有“转介”。不属于投诉受理范围的，请由分派专员回复“无效 原因”。',
  'unknown-ground':
    '“{line}”没有写明转介依据。请写“转介 依据 转办渠道”，例如“转介 属合作商责任 请联系合作商客服，联系方式……”。可用的依据：{grounds}。',
  'channel-missing':
    '“{line}”没有写明转办渠道，即客户应当找谁、怎样联系。请写“转介 依据 转办渠道”。可用的依据：{grounds}；转办渠道请写明单位和联系方式。',
  'nobody-to-decide': '名册中没有人担任须审批的角色（{roles}），请联系分派专员。',
} as const satisfies Record<RefusalCode, string>;
