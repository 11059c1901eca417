/** Whose addresses are known to be of staff; injection token and type in one. */
export abstract class StaffAddresses {
  /** @param mail in its normal form */
  abstract has(mail: string): boolean;
}
