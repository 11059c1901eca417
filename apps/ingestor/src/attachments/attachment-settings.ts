/** What is taken of the files of a message; injection token and type in one. */
export abstract class AttachmentSettings {
  /** Largest file. */
  abstract readonly maxBytes: number;
  /** Files of one message. */
  abstract readonly maxCount: number;
}
