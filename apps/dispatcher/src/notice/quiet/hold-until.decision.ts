export interface HoldQuestion {
  readonly now: Date;
  /** Undo window. */
  readonly holdMs: number;
  readonly urgent: boolean;
  /** It answers a mail of its recipient, who is awake. */
  readonly answers: boolean;
  /** End of the quiet hours that an instant lies in; null: it lies in none. */
  readonly quietUntil: (at: Date) => Date | null;
}

/** The instant from which a notice may go. Urgent ones never wait, neither for 撤销 nor for the morning (DESIGN 5). */
export function holdUntil({ now, holdMs, urgent, answers, quietUntil }: HoldQuestion): Date {
  if (urgent) {
    return now;
  }
  const undone = new Date(now.getTime() + holdMs);
  return answers ? undone : (quietUntil(undone) ?? undone);
}
