/**
 * How long mails take that are made to keep a reader busy, and mails that chance has mutated. Not a test: prints and
 * judges nothing. Twice the size should take about twice the time; the aim is two seconds for any one mail.
 *
 *     node --import ./libs/testing/jest/typescript-hooks.mjs libs/mail/bench/hostile-mail.bench.ts [mutated mails]
 */
import fc from 'fast-check';
import { examineMail } from '../examine/examine-mail.js';
import { hostileMails } from '../testing/hostile-mails.js';
import { mutatedMail } from '../testing/mutated-mail.js';

/** Milliseconds, the best of three: a pause of the machine does not count. */
async function timeOf(raw: Buffer): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const began = performance.now();
    await examineMail(raw);
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

for (const { what, most, mail } of hostileMails) {
  const half = await timeOf(Buffer.from(mail(most / 2)));
  const whole = await timeOf(Buffer.from(mail(most)));
  process.stdout.write(
    `${half.toFixed(0).padStart(6)} ms ${whole.toFixed(0).padStart(6)} ms  ${String(most / 2)} and ${String(most)} ${what}\n`,
  );
}
const taken: number[] = [];
for (const raw of fc.sample(mutatedMail, Number(process.argv[2] ?? '2000'))) {
  const began = performance.now();
  await examineMail(raw);
  taken.push(performance.now() - began);
}
taken.sort((a, b) => a - b);
const at = (share: number): string => (taken[Math.ceil(taken.length * share) - 1] ?? 0).toFixed(1);
process.stdout.write(
  `${at(0.5)} ms median, ${at(0.99)} ms at 99 %, ${at(1)} ms slowest of ${String(taken.length)} mutated mails\n`,
);
