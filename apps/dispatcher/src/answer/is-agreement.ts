/** 同意, 达成共识 and the like at the start, nothing that takes it back after it. */
const agreement =
  /^(?:客户|业主|双方|我方|我们|我|本人)?(?:已经?|均|都)?(?:同意|认可|接受|达成共识|达成一致|签字确认)|^(?:the customer )?(?:i |we )?(?:have )?agree/iu;
const reservation = /但|不过|前提|除非|不同意|不接受|but|unless|not agree|disagree/iu;

/** Whether words say plainly that somebody agrees to a plan (ME-2.2). */
export function isAgreement(words: string): boolean {
  const plain = words.trim();
  return agreement.test(plain) && !reservation.test(plain);
}
