/** Facts beside the sentence. Ids, codes, counts and durations only: never content, names, addresses or numbers of people. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Where everything is logged. The message is a sentence for a person, the fields are for machines.
 * A failure is logged once, where the decision about it is taken; it goes into the field `err`.
 * Class and injection token in one: production has PinoLogger, tests have one that remembers.
 */
export abstract class Logger {
  abstract debug(message: string, fields?: LogFields): void;
  abstract info(message: string, fields?: LogFields): void;
  /** Something is wrong that heals by itself or by a retry. */
  abstract warn(message: string, fields?: LogFields): void;
  /** Somebody must look. */
  abstract error(message: string, fields?: LogFields): void;
  /** A logger whose lines all carry these fields, such as `{ component: 'relay' }`. */
  abstract child(fields: LogFields): Logger;
}
