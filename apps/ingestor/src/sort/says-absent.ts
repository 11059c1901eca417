/** Words of somebody who is away, not of somebody who has received a mail. One line a language. */
const absence = [
  /休假|度假|休年假|年假|产假|陪产|病假|婚假|丧假|事假|请假|出差|外出|外派|不在(?:办公室|公司|岗位|单位|国内)|离开(?:办公室|公司|岗位)|已离职|离职|不在辦公室|離開辦公室|離職|請假|休假中/u,
  /\bout[ -]of[ -](?:the[ -])?office\b|\booo\b|\baway (?:from|until|on|for)\b|\bon (?:(?:annual|sick|parental|maternity|paternity|medical) )?(?:leave|vacation|holiday)\b|\bno longer (?:with|at|work)/iu,
  /\babwesen\w*|nicht im (?:büro|haus)|im urlaub/iu,
  /\babsente?\b.*\b(?:du|jusqu|bureau)|en (?:congés?|vacances)|hors du bureau/iu,
  /fuera de (?:la )?oficina|estar[ée] ausente|de vacaciones|fora do escrit[oó]rio|de férias|fuori (?:sede|ufficio)|in ferie/iu,
  /不在(?:です|に|の|にして)|休暇|出張|外出中/u,
  /부재중|휴가|출장/u,
];

/** How much of an automatic answer is looked at: the reason stands at its beginning. */
const lookedAt = 2_000;

/**
 * Whether an automatic answer says that the person is away, and not merely that the mail has come (RFC 3834): an
 * absence sends a handler's case to the deputy, a receipt must not. Pure; meant for automatic answers only.
 */
export function saysAbsent(subject: string, text: string): boolean {
  const words = `${subject}\n${text.slice(0, lookedAt)}`;
  return absence.some((pattern) => pattern.test(words));
}
