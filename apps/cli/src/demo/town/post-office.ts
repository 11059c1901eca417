import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import type { ParsedMail } from '#libs/mail/parse/parsed-mail.js';

/** A mail that Redress has sent, as it came to the post office. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly mail: ParsedMail;
  /** Name of the kept file. */
  readonly file: string;
}

/**
 * The mail server of everybody in the story: takes what Redress sends over SMTP, keeps each mail as .eml, and lets the
 * people of the story wait for theirs.
 */
export class PostOffice {
  readonly letters: Letter[] = [];
  readonly #taken = new Set<Letter>();
  readonly #waiting = new Set<() => void>();
  #count = 0;

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
    private readonly folder: string,
  ) {}

  static async open(folder: string): Promise<PostOffice> {
    await mkdir(folder, { recursive: true });
    const office: { current: PostOffice | null } = { current: null };
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map((recipient) => recipient.address);
          void office.current?.take(Buffer.concat(chunks), to).then(
            () => {
              done();
            },
            (error: unknown) => {
              done(error instanceof Error ? error : new Error(String(error)));
            },
          );
        });
      },
    });
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.server.address() as AddressInfo;
    office.current = new PostOffice(server, `smtp://127.0.0.1:${String(port)}`, folder);
    return office.current;
  }

  /** The next letter to an address whose subject or text fits; each letter is handed out once. */
  async next(to: string, fits: (letter: Letter) => boolean, limitMs: number): Promise<Letter> {
    const until = performance.now() + limitMs;
    for (;;) {
      const found = this.letters.find((letter) => letter.to === to && !this.#taken.has(letter) && fits(letter));
      if (found) {
        this.#taken.add(found);
        return found;
      }
      const left = until - performance.now();
      if (left <= 0) {
        throw new Error(`the mail that should come to ${to} did not come`);
      }
      await this.arrival(left);
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private async arrival(limitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(arrived, limitMs);
      const waiting = this.#waiting;
      waiting.add(arrived);
      function arrived(): void {
        clearTimeout(timer);
        waiting.delete(arrived);
        resolve();
      }
    });
  }

  private async take(raw: Buffer, recipients: readonly string[]): Promise<void> {
    this.#count += 1;
    const to = recipients[0] ?? '';
    const file = `${String(this.#count).padStart(3, '0')}-${to.split('@')[0] ?? ''}.eml`;
    const mail = await parseMail(raw);
    await writeFile(join(this.folder, file), raw);
    this.letters.push({ to, subject: mail.subject, text: mail.text, mail, file });
    for (const wake of [...this.#waiting]) {
      wake();
    }
  }
}
