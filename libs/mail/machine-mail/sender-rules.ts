import type { SenderKind } from './sender-kind.schema.js';

/**
 * What speaks for a machine. Each rule looks at one place; `weight` is in hundredths of certainty. None alone proves
 * much but the few that standards define. Data: a new wording is a new line or alternative here.
 */
export interface SenderRule {
  readonly rule: string;
  readonly kind: SenderKind;
  readonly weight: number;
  /** A header's name, or where else to look. */
  readonly where: `header:${string}` | 'subject' | 'body' | 'from' | 'from-name' | 'type';
  readonly pattern: RegExp;
}

const bounceSubjects =
  /^(?:(?:re|aw|回复|答复)[:：]\s*)?(?:\[[^\]]{1,30}\]\s*)?(?:undeliver(?:able|ed)|undelivrable|mail (?:delivery|system|could not|failed)|delivery (?:status|failure|failed|has failed|report|notification|problem|error|incomplete|delayed|unsuccessful)|delivery to|delayed mail|failure notice|failed (?:mail|delivery|to deliver)|returned (?:mail|to sender|message)|return(?:ed|ing) (?:mail|message)|mail (?:failure|returned|not delivered|delivery error|error)|mail ?status report|message (?:could not|undeliverable|delivery (?:failed|failure|delayed)|not delivered|status)|(?:e-?mail|message) (?:could not be|was not|not) delivered|could not (?:be delivered|deliver|send)|unable to deliver|non[- ]?delivery|nondeliverable|non remis|(?:notification|avis) (?:d[’' ]?[ée]tat|of delivery|de non)|warning: (?:could not|message|e-?mail)|error sending|automatically rejected|rejected (?:mail|message|e-?mail)|unzustellbar|nicht zustellbar|zustellung|unzustell|rückläufer|message non (?:délivré|distribu)|échec (?:de )?(?:la )?(?:remise|livraison|distribution)|remise différée|no se (?:puede|ha podido|pudo) entregar|devuelto|mensaje no entregado|não (?:foi )?entreg|impossibile (?:recapitare|consegnare)|mancato recapito|niet (?:bezorgd|bestelbaar)|onbestelbaar|не (?:доставлено|удалось)|недоставлен|доставка)/iu;
const bounceSubjectsAsia =
  /(?:^|[【\[\s:：])(?:系统退信|退信通知|退信|邮件退回|邮件被退回|退回邮件|邮件投递失败|投递失败|发送失败|邮件发送失败|未送达|邮件未送达|无法送达|无法投递|送达失败|傳送失敗|無法傳遞|無法投遞|傳遞失敗|退信通告|郵件退回|退件通知|来自\S{1,40}的退信|配信不能|配信エラー|送信エラー|メール配信エラー|メール送信エラー|未達|배달 실패|전송 실패|반송|발송 실패)(?:$|[】\]\s:：!！.。（(/|—-])/iu;
const replySubjects =
  /^(?:\[[^\]]{1,30}\]\s*|【[^】]{1,20}】\s*)?(?:auto(?:matic|mated|matically)?[ -]?(?:reply|response|answer|generated|reponse|responder|respuesta|acknowledg\w+)|auto ?: |autoreply|autoresponse|out of (?:the )?office|out-of-office|ooo\b ?[:-]|oof\b ?[:-]|vacation|on (?:vacation|holiday|leave|annual leave)|away from (?:my|the) (?:office|mail|desk|e-?mail)|i(?:'| a)m (?:out of|away|on (?:vacation|holiday|leave))|abwesenheit\w*|abwesend|automatische (?:antwort|e-?mail|rückantwort)|réponse automatique|reponse automatique|absence|absent(?:e)? (?:du|de)|hors du bureau|message d[’']absence|respuesta autom[aá]tica|fuera de (?:la )?oficina|ausente|resposta autom[aá]tica|ausência|fora do escrit[oó]rio|ausencia|risposta automatica|fuori (?:sede|ufficio)|assenza|automatisch (?:antwoord|bericht)|afwezig\w*|niet aanwezig|automatiskt? (?:svar|svarsmeddelande)|autosvar|frånvar\w*|fravær\w*|ikke på kontoret|ude af kontoret|poissa|automaattinen (?:vastaus|poissaolo)\w*|odpowiedź automatyczna|autoodpowiedź|automatyczna odpowiedź|nieobecn\w*|poza biurem|автоответ|автоматический ответ|вне офиса|отсутств\w*|автоматична відповідь|automatická odpověď|mimo kancelář|automatikus válasz|otomatik (?:yanıt|cevap)|ofis dışında|αυτόματη απάντηση|răspuns automat|trả lời tự động|balasan otomatis|ตอบกลับอัตโนมัติ|תשובה אוטומטית|رد تلقائي|thank you for (?:your (?:e-?mail|message|inquiry|enquiry)|contacting))/iu;
const replySubjectsAsia =
  /^(?:(?:re|回复|答复|回覆)[:：]\s*)?[【\[（(]?(?:自动(?:回复|答复|应答|回信|回覆)(?:邮件|信息|通知)?|自動(?:回覆|回復|答覆|回信|応答|返信)(?:郵件|メール|通知)?|不在办公室|不在辦公室|外出(?:自动)?(?:回复|答复|中)|休假(?:中|通知|自动回复|期间)|度假(?:中|自动回复)|假期自动回复|离开办公室|出差(?:中|自动回复|通知)|离职(?:自动回复|通知)|系统自动(?:回复|答复)|不在(?:です|のお知らせ|通知|の為|のため)|外出中|休暇(?:中|のお知らせ|のため)|お休み|夏季休業|年末年始|(?:お問い合わせ|メール)(?:を)?(?:受付|ありがとう)|부재중|자동 ?(?:회신|응답|답장)|외근|휴가)(?:$|[】\])）\s:：!！.。-])/iu;

/** The mark may also stand at the end: 投诉派单（自动回复）. With Re: before it a person may answer such a mail. */
const replySubjectEnds =
  /^(?!(?:re|aw|fwd?|回复|答复|回覆|转发|轉寄)\s*[:：]).+[【[（(](?:自动(?:回复|答复|应答|回信)|自動(?:回覆|回復|答覆|回信))[】\])）]\s*$/iu;

export const senderRules: readonly SenderRule[] = [
  {
    rule: 'report-type delivery-status',
    kind: 'bounce',
    weight: 90,
    where: 'type',
    pattern: /report-type=delivery-status|part=delivery-status/u,
  },
  { rule: 'failed recipients header', kind: 'bounce', weight: 80, where: 'header:x-failed-recipients', pattern: /@/u },
  {
    rule: 'from mailer-daemon',
    kind: 'bounce',
    weight: 45,
    where: 'from',
    pattern:
      /^(?:"?mail(?:er)?[-_. ]?daemon"?|postmaster|mail-?delivery|mdaemon|bounces?|mailsystem|mail-?system|maileradmin|mailer-?robot|symantec\S*|microsoftexchange[0-9a-f]+|gateway-confirm|delivery(?:-?status)?|mailadmin|imsm?s?\S*|sendmail|mail)@|^(?:mailer-daemon|postmaster|mail-daemon)$/iu,
  },
  {
    rule: 'sender named delivery system',
    kind: 'bounce',
    weight: 40,
    where: 'from-name',
    pattern:
      /mail(?:er)?[- ]?(?:delivery|deliver|daemon|administrator|admin|system)|post(?:master| ?office)|delivery (?:sub|system|status|service)|system administrator|internet mail|(?:邮件|系统|腾讯|网易|阿里)(?:投递|退信|邮件系统|系统)|系统退信|退信|邮件系统|mail ?router|message transfer|bounce/iu,
  },
  { rule: 'subject of a bounce', kind: 'bounce', weight: 45, where: 'subject', pattern: bounceSubjects },
  {
    rule: 'subject of a bounce (zh, ja, ko)',
    kind: 'bounce',
    weight: 50,
    where: 'subject',
    pattern: bounceSubjectsAsia,
  },
  {
    rule: 'words of a mail server',
    kind: 'bounce',
    weight: 35,
    where: 'body',
    pattern:
      /(?:this is (?:an automat\w+ |a )?(?:permanent error|the (?:qmail|mail system|postfix|mail|e-?mail delivery)|automatically generated delivery)|could not be delivered|couldn't be delivered|was(?:n't| not) (?:delivered|able to deliver)|undeliverable|not been delivered|delivery (?:to|of)[^\n]{0,120}(?:failed|permanently|delayed|aborted)|delivery (?:has )?failed|failed to deliver|unable to deliver|can(?:not|'t) (?:be )?deliver|had (?:permanent|transient|non-?fatal|delivery)[^\n]{0,20}errors|giving up on|following (?:addresses?|recipients?|errors?|destination|problem)|remote (?:host|server|mail server)(?:'s)? (?:said|responded|answer|respon)|smtp (?:error|server)|(?:rejected|returned) by|returned to (?:you|sender)|mail you sent|message you sent|your (?:message|mail|e-?mail)[^\n]{0,60}(?:not|could|returned|rejected|blocked|undeliver)|5\d\d[ -]#?5\.\d\.\d)/iu,
  },
  {
    rule: 'words of a mail server (zh)',
    kind: 'bounce',
    weight: 50,
    where: 'body',
    pattern:
      /(?:(?:您|你)(?:发送|发出|发|寄出|投递)(?:给|的|到)[^\n]{0,80}(?:邮件|信)[^\n]{0,40}(?:退回|退信|无法|未能|没有|失败|被拒)|(?:您的邮件|该邮件|此邮件|这封邮件|邮件)[^\n]{0,40}(?:被退回|无法(?:送达|投递|发送到|到达|被送达)|未能(?:送达|成功发送|投递)|投递失败|发送失败|被(?:对方|收件人|系统)?(?:服务器)?(?:拒收|退回|拒绝))|退信(?:原因|代码|说明|信息)|(?:无法|未能)(?:将|把)?[^\n]{0,20}(?:邮件)?(?:送达|投递|发送)(?:到|至|给|以下)|收件人(?:地址|邮箱)?(?:不存在|邮箱已满|拒收)|郵件[^\n]{0,30}(?:無法傳(?:遞|送)|退回|無法投遞))/u,
  },
  {
    rule: 'words of a mail server (ja, ko)',
    kind: 'bounce',
    weight: 40,
    where: 'body',
    pattern:
      /(?:配信|送信|送達|お届け)[^\n]{0,20}(?:できません|出来ません|失敗|エラー)|メール(?:アドレス)?[^\n]{0,20}(?:見つかりません|存在しません)|(?:메일|메시지)[^\n]{0,30}(?:전송|배달|발송)[^\n]{0,20}(?:실패|못|않)/u,
  },
  { rule: 'null return path', kind: 'bounce', weight: 15, where: 'header:return-path', pattern: /^\s*<\s*>\s*$/u },

  {
    rule: 'report-type disposition-notification',
    kind: 'report',
    weight: 95,
    where: 'type',
    pattern: /report-type=disposition-notification|part=disposition-notification/u,
  },
  {
    rule: 'report-type feedback-report',
    kind: 'report',
    weight: 100,
    where: 'type',
    pattern: /report-type=feedback-report|part=feedback-report/u,
  },
  {
    rule: 'subject of a read receipt',
    kind: 'report',
    weight: 55,
    where: 'subject',
    pattern:
      /^(?:read|not read|read receipt|return receipt|disposition notification|gelesen|ungelesen|lu|lesebestätigung|confirmation de lecture|accusé de (?:lecture|réception)|leído|confirmaci[oó]n de lectura|lida|lido|confirma[çc][aã]o de leitura|letto|conferma di lettura|gelezen|leesbevestiging|läst|læst|lest|luettu|przeczytano|прочтено|прочитано|已读|已讀|未读已删除|已读回执|讀取回條|读取回执|阅读回执|開封済み|開封確認|읽음|읽음 확인)\s*[:：]/iu,
  },
  {
    rule: 'feedback loop words',
    kind: 'report',
    weight: 60,
    where: 'body',
    pattern:
      /this is an? (?:email )?(?:spam|abuse|feedback|auth[\w-]*|opt-out) (?:abuse )?(?:complaint|report)|feedback loop|abuse report for an? (?:email )?message|complaint about (?:the )?(?:message|mail) from/iu,
  },
  {
    rule: 'automatic unsubscription',
    kind: 'report',
    weight: 100,
    where: 'header:x-apple-unsubscribe',
    pattern: /true/iu,
  },
  {
    rule: 'subject of a feedback report',
    kind: 'report',
    weight: 55,
    where: 'subject',
    pattern:
      /^(?:\[?fbl\]?|(?:spam |abuse )?complaint (?:about|from)|abuse report|email feedback report|failure report for|dmarc (?:failure|report)|report domain:)/iu,
  },

  {
    rule: 'Auto-Submitted auto-replied',
    kind: 'auto-reply',
    weight: 90,
    where: 'header:auto-submitted',
    pattern: /^\s*auto-replied\b/iu,
  },
  {
    rule: 'Auto-Submitted auto-generated',
    kind: 'auto-reply',
    weight: 55,
    where: 'header:auto-submitted',
    pattern: /^\s*auto-(?:generated|notified)\b/iu,
  },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 70, where: 'header:x-autoreply', pattern: /^(?!no\b)./iu },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-autorespond', pattern: /^(?!no\b)./iu },
  {
    rule: 'autoreply header',
    kind: 'auto-reply',
    weight: 60,
    where: 'header:x-autoresponder',
    pattern: /^(?!no\b)./iu,
  },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-autoresponse', pattern: /^(?!no\b)./iu },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-autoreply-from', pattern: /./u },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-mail-autoreply', pattern: /./u },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-qq-auto-reply', pattern: /./u },
  { rule: 'autoreply header', kind: 'auto-reply', weight: 60, where: 'header:x-vacation', pattern: /./u },
  { rule: 'generated header', kind: 'auto-reply', weight: 40, where: 'header:x-autogenerated', pattern: /./u },
  { rule: 'generated header', kind: 'auto-reply', weight: 40, where: 'header:x-fc-machinegenerated', pattern: /./u },
  {
    rule: 'message class autoresponder',
    kind: 'auto-reply',
    weight: 60,
    where: 'header:x-post-messageclass',
    pattern: /autoresponder/iu,
  },
  {
    rule: 'inbox rules loop',
    kind: 'auto-reply',
    weight: 50,
    where: 'header:x-ms-exchange-inbox-rules-loop',
    pattern: /./u,
  },
  {
    rule: 'generated message type',
    kind: 'auto-reply',
    weight: 30,
    where: 'header:x-ms-exchange-generated-message-source',
    pattern: /./u,
  },
  {
    rule: 'precedence auto_reply',
    kind: 'auto-reply',
    weight: 70,
    where: 'header:precedence',
    pattern: /auto[_-]?reply/iu,
  },
  {
    rule: 'precedence auto_reply',
    kind: 'auto-reply',
    weight: 70,
    where: 'header:x-precedence',
    pattern: /auto[_-]?reply/iu,
  },
  { rule: 'loop header', kind: 'auto-reply', weight: 20, where: 'header:x-loop', pattern: /./u },
  { rule: 'loop header', kind: 'auto-reply', weight: 20, where: 'header:x-no-loop', pattern: /./u },
  {
    rule: 'suppresses answers',
    kind: 'auto-reply',
    weight: 10,
    where: 'header:x-auto-response-suppress',
    pattern: /\b(?:all|autoreply|oof)\b/iu,
  },
  { rule: 'null return path', kind: 'auto-reply', weight: 15, where: 'header:return-path', pattern: /^\s*<\s*>\s*$/u },
  { rule: 'subject of an absence', kind: 'auto-reply', weight: 60, where: 'subject', pattern: replySubjects },
  {
    rule: 'subject of an absence (zh, ja, ko)',
    kind: 'auto-reply',
    weight: 65,
    where: 'subject',
    pattern: replySubjectsAsia,
  },
  {
    rule: 'subject ends as an automatic answer (zh)',
    kind: 'auto-reply',
    weight: 65,
    where: 'subject',
    pattern: replySubjectEnds,
  },
  {
    rule: 'words of an answering machine',
    kind: 'auto-reply',
    weight: 30,
    where: 'body',
    pattern:
      /(?:this is an? (?:auto(?:matic|mated|matically generated)?|system[- ]generated) (?:e-?mail |message |mail )?(?:reply|response|message|e-?mail|acknowledg)|i (?:am|will be|'m) (?:currently )?(?:out of (?:the )?office|away (?:from|until|on)|on (?:annual |sick |parental |maternity )?(?:leave|vacation|holiday))|(?:with )?(?:limited|no) access to (?:my )?e-?mail|please do not reply to this (?:automat|message|e-?mail|mail)|ich bin (?:derzeit |ab |bis |vom |zur ?zeit )?[^\n]{0,60}(?:nicht (?:im (?:haus|büro)|erreichbar|am arbeitsplatz)|abwesend|im urlaub)|je suis (?:actuellement )?(?:absent|en congé|en vacances)|estoy fuera|estaré (?:fuera|ausente)|estou (?:ausente|fora|de férias)|sono (?:assente|fuori)|ik ben (?:afwezig|niet aanwezig|met vakantie))/iu,
  },
  {
    rule: 'words of an answering machine (zh)',
    kind: 'auto-reply',
    weight: 55,
    where: 'body',
    pattern:
      /(?:这是(?:一封)?(?:来自[^\n]{0,20})?(?:的)?(?:系统|假期|休假)?(?:自动|自動)(?:回复|回覆|答复|发送)|(?:此|本)(?:邮件|郵件|信)(?:为|是|由)[^\n]{0,12}自动(?:回复|发送|生成|答复)|本郵件[^\n]{0,12}自動|系统自动(?:回复|发出|发送|生成)|请勿(?:直接)?回复(?:此|本|该)?邮件?|(?:无法|不能)(?:亲自|及时|立即|第一时间)?(?:回复|处理)(?:您|你)的(?:邮件|来信)|(?:您|你)的(?:邮件|来信|郵件)(?:我)?(?:已|我已)(?:经)?(?:收到|收悉)[^\n]{0,30}(?:尽快|稍后|会在)(?:给|为)?(?:您|你)?(?:回复|答复|处理))/u,
  },
  {
    rule: 'words of an absence (zh)',
    kind: 'auto-reply',
    weight: 30,
    where: 'body',
    pattern:
      /(?:我|本人)(?:最近|目前|现在|正|因|将|于)?[^\n。]{0,24}(?:正?在?(?:休假|度假|出差|外出|年假|产假|病假|婚假)|不在(?:办公室|公司|岗位|國內|国内))[^\n]{0,60}(?:紧急|急事|联系|回复|处理|返回|回来|代|同事)/u,
  },

  { rule: 'List-Id', kind: 'list', weight: 50, where: 'header:list-id', pattern: /./u },
  { rule: 'List-Unsubscribe', kind: 'list', weight: 45, where: 'header:list-unsubscribe', pattern: /./u },
  { rule: 'List-Post', kind: 'list', weight: 20, where: 'header:list-post', pattern: /./u },
  { rule: 'Mailing-List', kind: 'list', weight: 50, where: 'header:mailing-list', pattern: /./u },
  {
    rule: 'precedence list or bulk',
    kind: 'list',
    weight: 45,
    where: 'header:precedence',
    pattern: /\b(?:list|bulk|junk)\b/iu,
  },
  {
    rule: 'precedence list or bulk',
    kind: 'list',
    weight: 45,
    where: 'header:x-precedence',
    pattern: /\b(?:list|bulk|junk)\b/iu,
  },
  { rule: 'campaign header', kind: 'list', weight: 40, where: 'header:x-campaign', pattern: /./u },
  { rule: 'campaign header', kind: 'list', weight: 40, where: 'header:x-campaignid', pattern: /./u },
  { rule: 'campaign header', kind: 'list', weight: 30, where: 'header:feedback-id', pattern: /./u },
  {
    rule: 'mailing software',
    kind: 'list',
    weight: 30,
    where: 'header:x-mailer',
    pattern: /mailchimp|sendgrid|phplist|mailman|newsletter|campaign|群发/iu,
  },
  {
    rule: 'no-reply sender',
    kind: 'list',
    weight: 35,
    where: 'from',
    pattern:
      /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply[^@]*|notifications?|newsletter|alerts?|news|marketing|system|service-?notice)[^@]{0,12}@/iu,
  },
  { rule: 'relay type bulk', kind: 'list', weight: 20, where: 'header:x-amazon-mail-relay-type', pattern: /./u },
];
