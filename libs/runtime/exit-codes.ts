/**
 * Exit codes of every command and process; those above 60 as in sysexits.h.
 * 0 done, 1 done and the answer is no, 2 wrong use or something is missing on this machine, 130 and 143 interrupted.
 */
export const exitCodes = { ok: 0, no: 1, usage: 2, unavailable: 69, bug: 70, configuration: 78 } as const;
