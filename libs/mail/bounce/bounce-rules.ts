import type { BounceReason } from './bounce-report.js';

/** One rule: the first whose pattern is found in the server's words gives the reason. */
export interface BounceRule {
  readonly rule: string;
  readonly reason: BounceReason;
  readonly pattern: RegExp;
}

/**
 * The words of mail servers, most telling first. English as the servers of the world say it, Chinese as QQ, NetEase,
 * Aliyun and Tencent do, Japanese where carriers use their own. Data: a new wording is a new alternative here.
 */
export const bounceRules: readonly BounceRule[] = [
  {
    rule: 'suppression-list',
    reason: 'suppressed',
    pattern:
      /suppression list|suppressed (?:address|recipient)|on the (?:global )?suppress|bounced address list|previously bounced/iu,
  },
  {
    rule: 'virus',
    reason: 'virusdetected',
    pattern:
      /\b(?:virus|malware|trojan|worm)\b[^.]{0,40}(?:found|detected|infected)?|infected (?:with|message|attachment)|contains? (?:a )?(?:virus|malware)|病毒|ウイルス/iu,
  },
  {
    rule: 'mailbox-full',
    reason: 'mailboxfull',
    pattern:
      /(?:mail ?box|inbox|mail ?folder|mail ?drop|maildir|spool ?file|account|storage|user'?s? (?:disk )?quota|user'?s? mail ?box|recipient)\b[^.\n]{0,60}(?:\bfull\b|over(?:drawn|run)?[ -]?quota|over (?:its|the|disk|storage) |exceed|no (?:free )?space|out of (?:storage )?space|out of storage|insufficient|too many messages)|(?:over|exceed(?:s|ed|ing)?|out of|reached)[^.\n]{0,40}(?:\bquota\b|storage (?:limit|allocation|capacity)|mailbox (?:size|limit|capacity|storage))|quota (?:exceeded|violation|full|limit)|quotaexceeded|disk quota|too many messages (?:on|in) this|not enough (?:storage )?space|user is over|mailbox (?:is )?full|(?:邮箱|郵箱|信箱|空间|空間|容量)[^。\n]{0,12}(?:已满|已滿|满|不足|超限|超出|用完)|(?:容量|メールボックス)[^。\n]{0,20}(?:超|一杯|いっぱい)|bo[iî]te (?:aux lettres )?pleine|postfach[^.\n]{0,20}voll|buz[oó]n[^.\n]{0,20}lleno|caixa[^.\n]{0,20}cheia|casella[^.\n]{0,20}piena/iu,
  },
  {
    rule: 'dmarc-spf-dkim',
    reason: 'authfailure',
    pattern:
      /\bdmarc\b|\bdkim\b(?!-signature)|\bspf\b|sender policy framework|sender ?id|unauthenticated (?:email|mail|message)|(?:does not|did not|doesn't|fails?|failed|not) (?:to )?pass (?:authentication|the)|email authentication|authentication (?:checks?|information|results)|domainkeys|authentication failure[^.\n]{0,20}sender/iu,
  },
  {
    rule: 'reverse-dns',
    reason: 'requireptr',
    pattern:
      /\bptr\b|reverse[- ](?:dns|lookup|hostname|mapping|address|record|resolution)|\brdns\b|no reverse|hostname[^.\n]{0,30}(?:not found|cannot be found|can'?t be resolved|does ?n[o']t resolve)|cannot (?:find|resolve) your (?:host|ip|address|reverse)|client host rejected: cannot find|ip name lookup failed|unresolvable (?:client|relay|host)|unable to (?:get|find|resolve)[^.\n]{0,20}(?:ptr|host ?name for)|without (?:reverse|a) dns|mismatch(?:es)? (?:the )?client ip|反向解析/iu,
  },
  {
    rule: 'too-many-connections',
    reason: 'toomanyconn',
    pattern:
      /too (?:many|much|high) (?!hops)[^.\n]{0,30}(?:connections?|sessions?|concurrent|simultaneous|mails? per|messages? (?:from|per|sent|in)|requests|traffic|smtp sessions)|(?:rate|sending|connection|hourly|daily)[- ]?(?:limit|limited|frequency|rate)|throttl|exceed(?:ed|s)? (?:the )?(?:maximum |max )?(?:rate|number of (?:connections|messages|emails|mails)|(?:hourly|daily|sending) (?:limit|quota))|too (?:frequent|fast)|connection (?:frequency|rate|count)[^.\n]{0,12}(?:limit|exceed)|频率|頻率|连接数|并发|发送过快|超过[^。\n]{0,10}(?:次数|频率|数量|发信量|限额)|frequency limit/iu,
  },
  {
    rule: 'reputation',
    reason: 'badreputation',
    pattern: /reputation|user complaints|unexpected volume|senderbase|sender score|has a poor|信誉/iu,
  },
  {
    rule: 'block-list',
    reason: 'blocked',
    pattern:
      /black ?list|block ?list|deny ?list|blacklisted|\brbl\b|dnsbl|dns black|spamhaus|spamcop|barracuda(?:central)?\b|sorbs|uceprotect|abuseat|\bcbl\b|proofpoint|dsbl|mail-abuse|invaluement|real-?time block|open relay|(?:your|client|sending|this|the) (?:ip|network|host|server|mta|computer|netblock)[^.\n]{0,60}(?:block|banned|ban |denied|reject|refus|listed|not (?:allowed|accepted|permitted|authori[sz]ed)|abus|prohibit|dynamic|residential)|(?:blocked|banned|refused|denied|rejected|prohibited|not accept(?:ed|ing)?)[^.\n]{0,50}(?:\byour (?:ip|host|server|network|mta)|\bip addr|from your (?:ip|host|network|server)|\bclient\b|connections? from)|(?:ip|host|client|address)[^.\n]{0,20}\[?\d{1,3}(?:\.\d{1,3}){3}\]?[^.\n]{0,30}(?:block|banned|denied|reject|listed|refused)|client host \[?[\d.]+\]? blocked|connections? (?:from|by)[^.\n]{0,60}(?:not accepted|rejected|refused by|denied|blocked)|access denied[^.\n]{0,30}(?:ip|host|client|banned|\d+\.\d+)|dynamic (?:ip|address|pool|dialup)|dial-?up|residential|invalid ip\b|bad (?:helo|ehlo)|helo command rejected|no access from mail server|(?:客户端|发信|您的)?(?:ip|ＩＰ)[^。\n]{0,16}(?:封|禁|黑名单|拒绝)|黑名单/iu,
  },
  {
    rule: 'not-rfc',
    reason: 'notcompliantrfc',
    pattern:
      /\brfc ?-?(?:1\d{3}|[2-9]\d{3}|822)\b(?!;)|not (?:rfc|in compliance|compliant)|addresses in from|headers? (?:is |are )?(?:missing|duplicate)|multiple (?:from|date|subject|message-?id|addresses in)|with multiple \d{3}|duplicate (?:from|to|subject)|missing (?:from|date|message-?id|header)|(?:from|header) (?:header|field)[^.\n]{0,30}(?:missing|invalid|malformed)|bare (?:lf|cr|linefeed)|non-compliant/iu,
  },
  {
    rule: 'spam',
    reason: 'spamdetected',
    pattern:
      /\bspam(?:my|ming|assassin|score)?\b(?! ?(?:trap|cop|haus))|unsolicited|\bjunk (?:mail|e-?mail)|\buce\b|\bube\b|(?:classified|identified|considered|detected|looks?|seems?) (?:as|like|to be) (?:a )?(?:spam|junk|bulk|phish)|bulk (?:e-?)?mail|phishing|high probability of|bogofilter|message (?:was )?(?:rejected|refused|blocked) (?:by|due to) (?:content|the filter|filter)|blocked by (?:content )?filter|垃圾邮件|垃圾郵件|疑似垃圾|反垃圾|迷惑メール/iu,
  },
  {
    rule: 'sender-refused',
    reason: 'rejected',
    pattern:
      /sender (?:address|domain|verif\w+|e-?mail|envelope|is|was|rejected|denied|blocked|refused|not|ok|does)[^.\n]{0,60}(?:reject|denied|refus|block|fail|not (?:allowed|exist|found|permitted|authori[sz]ed|accept)|invalid|bad|black|unknown|mismatch|unresolv)|(?:invalid|bad|unknown|unverif\w+|unauthori[sz]ed|forged|fake|unrecogni[sz]ed|rejected|refused?|denied|blocked) (?:e-?mail |envelope |mail |from )?(?:sender|return[- ]path|originator|reverse path|mail ?from)\b|(?:domain|mail|address|message|email)s? (?:of|from) (?:sender|the sender|your domain|your address|this (?:sender|domain|address))[^.\n]{0,50}(?:not|reject|refus|denied|block|does|accept)|(?:mail ?from|from) (?:address|domain|command|header)[^.\n]{0,40}(?:reject|denied|refus|block|invalid|not (?:allowed|exist|found))|sender rejected|domain of sender|(?:you are|sender is|not) (?:not )?(?:allowed|authori[sz]ed|permitted) to (?:send|post|submit|use)|not (?:accept|receiv)\w* (?:mail|messages?|e-?mail) from|(?:in)?valid from\b|refus\w+ (?:to accept )?(?:mail|messages?|e-?mail)[^.\n]{0,12}from|returned mail[^.\n]{0,12}domain|the sender[^.\n]{0,40}(?:blocked|denied)|发件人[^。\n]{0,16}(?:拒|不存在|无效|被禁|黑名单)|发信人|administrat\w+ prohibition[^.\n]{0,40}sender|can(?:not|'t) (?:verify|check) sender|rule imposed[^.\n]{0,40}(?:black|reject)|recipient[^.\n]{0,30}not accepting mail from/iu,
  },
  {
    rule: 'relaying',
    reason: 'norelaying',
    pattern:
      /relay(?:ing)?\b[^.\n]{0,40}(?:denied|prohibited|not (?:permitted|allowed|authori[sz]ed)|disallowed|refused|rejected|forbidden)|(?:unable|not (?:permitted|allowed|authori[sz]ed)|cannot|refus\w+|insecure mail|disallowed|no|open)(?: to)? relay|that domain isn'?t in my list|not a (?:gateway|open relay|valid domain)|must (?:check|authenticate)[^.\n]{0,40}(?:pop|before)|mail server requires authentication when|we do not relay|not local host[^.\n]{0,40}not a gateway|转发/iu,
  },
  {
    rule: 'no-mail-accepted',
    reason: 'notaccept',
    pattern:
      /does(?: not|n't) (?:accept|receive|handle) (?:any )?(?:e-?mail|mail|smtp)|null ?mx|(?:domain|host)[^.\n]{0,30}(?:does not|never|no longer) (?:accept|receive)s? mail|smtp protocol (?:rejected|disabled)|host\/domain does not accept|name server:[^.\n]{0,40}host not found[^.\n]{0,40}mx|not accept(?:ing)? (?:any )?(?:mail|messages?) at/iu,
  },
  {
    rule: 'host-unknown',
    reason: 'hostunknown',
    pattern:
      /(?:host|domain(?: name)?) [a-z0-9-]+(?:\.[a-z0-9-]+)+\.? (?:was |is )?(?:unknown|not (?:found|known))|(?:host|domain(?: name)?|hostname|mail ?domain|nexthop)\b[^.\n:]{0,30}?(?:\bunknown(?! (?:user|recipient))|not (?:found|exist|known)|does ?n[o']t exist|do not exist|nonexist\w*|invalid|no such|can'?t be found|could not be found|lookup failed)|(?:unknown|no such|invalid|bad|nonexist\w+|unrout\w+) (?:host|domain|mail domain|destination (?:host|domain)|recipient domain|address domain|remote host|mail host)|name or service not known|nxdomain|no (?:mx|mail)(?: or a)? (?:record|exchanger|host)|(?:mx|dns) (?:records?|lookup)[^.\n]{0,40}(?:non-?exist|not exist|no such|not found)|domain (?:name )?(?:is )?(?:must|not) (?:resolve|be)|recipient address rejected: (?:unknown domain|domain)|no (?:such|matching) (?:nameservers?|domain)|couldn'?t find (?:any|a) host|(?:illegal|unresolv\w+) (?:host|domain)|address does not exist[^.\n]{0,20}domain|(?:域名|网域|主机)[^。\n]{0,12}(?:不存在|无法解析|解析失败|错误|找不到)|找不到[^。\n]{0,8}(?:域名|主机|服务器)/iu,
  },
  {
    rule: 'suspended',
    reason: 'suspend',
    pattern:
      /(?:account|mail ?box|user|address|recipient|domain|mailbox for)\b[^.\n]{0,40}(?:suspend|disabled|inactive|deactivat|not active|locked|expired|frozen|blocked|is closed|has been (?:disabled|closed|blocked)|temporarily (?:disabled|unavailable|locked))|(?:disabled|suspended|inactive|deactivated|locked|expired|closed|blocked) (?:account|mail ?box|user|address|recipient|e-?mail)|boite du destinataire archivee|inactivity|(?:帐号|账号|帳號|邮箱|用户)[^。\n]{0,8}(?:停用|冻结|凍結|禁用|锁定|注销|过期|休眠|封)/iu,
  },
  {
    rule: 'moved',
    reason: 'hasmoved',
    pattern:
      /has (?:moved|been replaced|changed (?:to|address))|no longer (?:here|at this)|new address|user not local.{0,20}please try|已更换|已迁移/iu,
  },
  {
    rule: 'pipe-command',
    reason: 'mailererror',
    pattern:
      /command (?:died|failed|time limit|has been disabled|output)|pipe (?:to|failed|transport)|exit (?:code|status)|unknown mailer error|x-unix;|procmail|vacation: |\/bin\/(?:sh|mail)|mailer error|process died|died with status|mailer=\S+ stat|local delivery agent|status from mailer/iu,
  },
  {
    rule: 'too-big',
    reason: 'mesgtoobig',
    pattern:
      /(?:message|mail|e-?mail|size|body|attachment|content|file|data)\b[^.\n]{0,50}(?:too (?:large|big)|exceed\w*[^.\n]{0,30}(?:size|limit|maximum|length|bytes|kb|mb)|larger than|over (?:the )?(?:max|size|limit))|(?:size|length|line) limit|(?:size|length) (?:exceed|of this message)|max(?:imum)? (?:message |mail |allowed )?size|too (?:large|big) (?:message|mail|body)|message size|exceeds? (?:the )?(?:fixed |maximum |allowed |server )?(?:maximum )?(?:message )?size|(?:邮件|附件|信件)[^。\n]{0,12}(?:过大|太大|超过|超出|超限)/iu,
  },
  {
    rule: 'delivery-not-authorised',
    reason: 'securityerror',
    pattern: /delivery not authori[sz]ed|unauthenticated senders?/iu,
  },
  {
    rule: 'user-unknown',
    reason: 'userunknown',
    pattern:
      /(?:user|recipients?|mail ?box(?:es)?|addres+e?e?s?|account|e-?mail(?: address)?|(?:user|account|login) ?name|local ?part|adressee|alias|person|employee|customer|subscriber|member|name|id|inbox|profile|directory entry)\b['"’]?[^.\n]{0,60}?(?:unknown|not (?:found|exist|known|listed|recogni[sz]ed|valid|available|here|local|in |a (?:valid|known)|have|registered|on this|present|match|defined|one of)|does ?n[o'’]t (?:exist|have)|do(?:es)? not (?:exist|have|match|seem)|did ?n[o']t match|doesnt exist|is ?n[o']t (?:valid|known|listed|found|active|a )|non-?exist|invalid|no longer|undeliverable|couldn'?t be found|could not be found|wasn'?t found|cannot be found|no such|not exists|incorrect|undefined|unrouteable|rejected: (?:user|undeliverable|access|recipient|not))|(?:unknown|no such|invalid|bad|nonexist\w+|non-existent|unrecogni[sz]ed|undeliverable|unrout\w+|illegal|incorrect|wrong|improper) (?:local |virtual |destination |mail |e-?mail )?(?:user|users|recipients?|mail ?box|address(?:ee)?|account|alias|name|local-?part|person|address or|sender or|inbox)|no (?:mail ?box|account|user|recipient|valid recipients|one|body|such|profile|longer)[^.\n]{0,24}(?:here|by that|with that|name|found|available|exist|at this|person|user|mailbox|account|recipient|address|$)|no such|unknown to|mailbox unavailable|address(?:es)? rejected|recipient rejected|invalid final delivery|not listed in|not our customer|is not (?:a known|known|a valid|accepting|our|handled)|resolver\.adr|(?:user|recipient)notfound|is not on ?(?:the|this|our)|destin\w+ (?:inconnu|n'existe)|destinatari\w+ (?:desconocid|sconosciut|no existe|inexist)|utilisateur inconnu|adresse (?:d'?au moins|inexist|n'existe|inconnue)|empf[aä]nger[^.\n]{0,20}(?:unbekannt|existiert)|unbekannt|usu[aá]rio (?:desconhecido|n[aã]o|inexist)|(?:用户|用戶|收件人|收信人|邮箱|郵箱|信箱|帐号|账号|帳號|帐户|账户|地址|联系人)[^。\n]{0,16}(?:不存在|不正确|无效|無效|未找到|找不到|有误|错误|未注册|不合法|查无)|(?:不存在|无效|錯誤|错误)(?:的|之)?(?:用户|收件人|邮箱|地址|帐号|账号)|找不到[^。\n]{0,10}(?:收件人|用户|邮箱)|宛先[^。\n]{0,20}(?:見つ|不明|存在)|(?:あて先|宛先|メールアドレス|受信者)[^。\n]{0,24}(?:みつかりません|見つかりません|存在しません|不明)|존재하지 않|사용자[^.\n]{0,10}없/iu,
  },
  {
    rule: 'security',
    reason: 'securityerror',
    pattern:
      /starttls|\btls\b[^.\n]{0,30}(?:required|fail|must|not|error)|encrypt\w+ (?:required|needed)|authentication (?:is )?(?:required|failed|turned off|needed)|(?:username|login|password)[^.\n]{0,20}(?:fail|incorrect|invalid)|smtp auth|must (?:issue|authenticate)|certificate|kerberos|insecure|you are not authori[sz]ed|unauthori[sz]ed|sorry,? (?:that|your)[^.\n]{0,40}authenti|授权码|未授权|认证失败/iu,
  },
  {
    rule: 'content',
    reason: 'contenterror',
    pattern:
      /(?:mime|header|charset|encoding|line|character|html|subject|body|8-?bit)\b[^.\n]{0,40}(?:error|invalid|malformed|illegal|not (?:allowed|supported|permitted)|bad|too long|format)|(?:malformed|improper|invalid|illegal) (?:mime|header|character|content|message format)|(?:attachment|extension|file (?:type|name)|executable)[^.\n]{0,40}(?:not (?:allowed|permitted|accepted)|prohibited|blocked|banned|forbidden|illegal)|duplicate header|content (?:rejected|denied|restriction|not accept|filter|block)|message (?:content|body)[^.\n]{0,20}(?:rejected|denied)|内容[^。\n]{0,12}(?:拒|违规|不允许|非法)/iu,
  },
  {
    rule: 'policy',
    reason: 'policyviolation',
    pattern:
      /polic(?:y|ies)|administrat\w+ (?:prohibition|prohibited|refus)|not (?:accepted|allowed|permitted) (?:by|due|because|for)|security (?:policy|rule|concern)|prohibited|suspicious|is not acceptable|protocol violation|violat|策略|管理员/iu,
  },
  { rule: 'backend', reason: 'systemerror', pattern: /\b(?:ldap|sql|nis|database|user backend|directory server)\b/iu },
  {
    rule: 'expired',
    reason: 'expired',
    pattern:
      /timed out|time[- ]?out|all hosts have been failing|(?:retry|delivery|queue|connection)?[- ]?time[- ]?(?:out|outs)?\s*(?:exceeded|expired)|(?:delivery|message|mail|queue|retry)\b[^.\n]{0,40}(?:expired|timed? ?out|too long|giving up|has been (?:in the queue|frozen)|was frozen)|not (?:yet )?(?:been )?delivered (?:with|for|after|in) |too long (?:in|without)|queue ?(?:time|lifetime|too long)|undelivered (?:for|after)|(?:could not|cannot|couldn't|unable to)[^.\n]{0,40}(?:for|within|in|after) (?:the (?:last|past) )?\d+(?:[.:]\d+)? ?(?:hours?|days?|minutes?|seconds?|h|d)\b|for more than \d+|(?:last|past) \d+ (?:days|hours)|retry (?:time|limit)|retries|will not be (?:retried|attempted)|no longer be retried|temporarily deferred|deferred|outdated|timed out waiting|超时|超過|多次(?:尝试|重试)|投递超时/iu,
  },
  {
    rule: 'network',
    reason: 'networkerror',
    pattern:
      /(?:connection|connect|session|conversation|socket|network|route|host|transport)\b[^.\n]{0,40}(?:refused|reset|lost|unreachable|closed|dropped|failed|failure|down|error|broken|terminated|aborted|interrupted|not (?:be )?(?:established|reached|respond))|(?:could not|cannot|couldn't|can't|unable to|failed to|wasn't able to|not able to)[^.\n]{0,30}(?:connect|establish|reach|contact|communicate|look ?up|resolve|route)|no (?:route|answer|response|adequate servers|hosts?) |network (?:is )?(?:error|problem|unreachable|down)|unreachable|not respond|did ?n[o']t respond|no adequate|(?:dns|name ?server|lookup)\b[^.\n]{0,30}(?:fail|error|timed?|timeout|loop|server|problem|malformed|query)|(?:mail|routing|mx|forwarding|dns) loop|\bloops? (?:back|detected)|too many hops|hop count|maximum (?:hop|forward)|mx (?:record|points?)|all relevant mx|port 25|broken pipe|连接(?:失败|超时|被拒|断开|错误)|無法連線|无法连接|网络(?:错误|故障|不通)|连不上|无法(?:到达|访问)/iu,
  },
  {
    rule: 'system-full',
    reason: 'systemfull',
    pattern:
      /(?:mail ?system|system|disk|file ?system|server)\b[^.\n]{0,30}(?:\bfull\b|storage exceeded|out of (?:space|storage))|insufficient (?:system )?storage|insufficient (?:disk )?space|no space left/iu,
  },
  {
    rule: 'too-many-recipients',
    reason: 'exceedlimit',
    pattern:
      /too many (?:recipients|rcpt|invalid|bad)|recipients? (?:limit|count)|exceed\w*[^.\n]{0,30}(?:administrative )?limit|message too large|收件人(?:过多|太多|数)/iu,
  },
  {
    rule: 'syntax',
    reason: 'syntaxerror',
    pattern:
      /syntax|command (?:not|unrecogni|unknown|rejected|out of)|unrecogni[sz]ed (?:command|parameter)|bad (?:sequence|command|argument)|(?:need|send) (?:rcpt|mail|helo|ehlo)|unimplemented|parameters?[^.\n]{0,20}(?:not|error|invalid|unrecogni)/iu,
  },
  {
    rule: 'system',
    reason: 'systemerror',
    pattern:
      /(?:system|local|internal|server|configuration|mail system|service|resources?|software|i\/o|temporary|dns|database|ldap|lookup|filter)[ -](?:error|problem|failure|unavailable|not available|configuration|currently|temporarily|malfunction|bug)|aliasing|(?:out of|not enough|insufficient|low on) (?:memory|resources?|disk)|misconfigur|can'?t (?:create|open|write|read|lock)|cannot (?:open|create|write|append|allocate)|(?:service|server|system|mail) (?:is )?(?:unavailable|down|busy|not (?:available|running)|shutting|closing)|try again (?:later|in)|greylist|grey-?list|gray-?list|temporar\w+ (?:unavailable|rejected|deferred|problem)|aborted|interrupted|write error|queue file|transaction failed|系统(?:错误|繁忙|故障|忙)|服务(?:器)?(?:不可用|繁忙|错误)|稍后再试/iu,
  },
  {
    rule: 'recipient-refused',
    reason: 'filtered',
    pattern:
      /(?:recipient|user|address|mail ?box|rcpt|customer)\b[^.\n]{0,40}(?:refus|reject|restricted|denied|not (?:accept|allowed|permitted)|block|declined|unavailable|not available)|(?:refus|reject|declin|denied|block)\w*[^.\n]{0,30}(?:by (?:the )?(?:recipient|user|domain|addressee|filter)|recipient|to receive)|resolver\.rst|recipnotfound|bounced? by|due to (?:extended )?inactivity|because the recipient|domain ?filter|rcpt to:|拒收|拒绝接收|收件人拒|受信拒否|受信(?:を)?拒否/iu,
  },
  { rule: 'access-denied', reason: 'blocked', pattern: /access denied|\bblocked\b|\bbanned\b/iu },
];

/** Reasons by RFC 3463 status, used where the words say nothing. The longer key wins. */
export const reasonByStatus: Readonly<Record<string, BounceReason>> = {
  '5.1.0': 'userunknown',
  '5.1.1': 'userunknown',
  '5.1.2': 'hostunknown',
  '5.1.3': 'userunknown',
  '5.1.4': 'filtered',
  '5.1.6': 'hasmoved',
  '5.1.7': 'rejected',
  '5.1.8': 'rejected',
  '5.1.9': 'systemerror',
  '5.1.10': 'userunknown',
  '5.1.351': 'userunknown',
  '5.1': 'userunknown',
  '5.2.0': 'filtered',
  '5.2.1': 'filtered',
  '5.2.2': 'mailboxfull',
  '5.2.3': 'exceedlimit',
  '5.2.4': 'filtered',
  '5.2': 'filtered',
  '5.3.1': 'systemfull',
  '5.3.4': 'mesgtoobig',
  '5.3.5': 'systemerror',
  '5.3': 'systemerror',
  '5.4.0': 'networkerror',
  '5.4.1': 'networkerror',
  '5.4.2': 'networkerror',
  '5.4.4': 'hostunknown',
  '5.4.6': 'networkerror',
  '5.4.7': 'expired',
  '5.4.300': 'expired',
  '5.4.312': 'networkerror',
  '5.4.14': 'networkerror',
  '5.4.310': 'systemerror',
  '5.4.316': 'expired',
  '5.4': 'networkerror',
  '5.5.3': 'exceedlimit',
  '5.5.4': 'syntaxerror',
  '5.5.6': 'syntaxerror',
  '5.5': 'syntaxerror',
  '5.5.0': 'mailererror',
  '5.5.1': 'syntaxerror',
  '5.6': 'contenterror',
  '5.7.0': 'securityerror',
  '5.7.1': 'filtered',
  '5.7.23': 'authfailure',
  '5.7.25': 'requireptr',
  '5.7.26': 'authfailure',
  '5.7.27': 'notaccept',
  '5.7.509': 'authfailure',
  '5.7.20': 'authfailure',
  '5.7.21': 'authfailure',
  '5.7.22': 'authfailure',
  '5.7.606': 'blocked',
  '5.7.511': 'blocked',
  '5.7.750': 'securityerror',
  '5.7': 'securityerror',
  '4.1': 'rejected',
  '4.2.1': 'suspend',
  '4.2.2': 'mailboxfull',
  '4.2': 'suspend',
  '4.3.1': 'systemfull',
  '4.3.2': 'systemerror',
  '4.3.5': 'systemerror',
  '4.3': 'systemerror',
  '4.4.7': 'expired',
  '4.4.5': 'systemfull',
  '4.4': 'networkerror',
  '4.5': 'systemerror',
  '4.7.0': 'toomanyconn',
  '4.7.25': 'requireptr',
  '4.7.26': 'authfailure',
  '4.7.28': 'toomanyconn',
  '4.7.650': 'badreputation',
  '4.7': 'securityerror',
};

/** Reasons after which the address is not to be used again. */
export const hardReasons: ReadonlySet<BounceReason> = new Set(['userunknown', 'hasmoved', 'hostunknown', 'notaccept']);

/** The status written where the notice has none. */
export const statusByReason: Readonly<Partial<Record<BounceReason, string>>> = {
  userunknown: '5.1.1',
  hostunknown: '5.1.2',
  hasmoved: '5.1.6',
  notaccept: '5.1.10',
  mailboxfull: '5.2.2',
  mesgtoobig: '5.3.4',
  expired: '5.4.7',
  networkerror: '5.4.1',
  suspend: '5.2.1',
  delivered: '2.1.5',
  delayed: '4.4.1',
};
