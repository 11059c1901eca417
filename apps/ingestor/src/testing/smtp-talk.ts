import { connect } from 'node:net';

/** One SMTP session, line by line; the last line of each answer. The connection is cut after the last one. */
export async function talk(port: number, lines: readonly string[]): Promise<string[]> {
  return dialogue(port, lines);
}

/**
 * The same, and after the lines a mail, after which `answersToMail` answers come (LMTP: one for each recipient). Ends
 * early when the server ends the connection.
 */
export async function dialogue(
  port: number,
  lines: readonly string[],
  mail: string | null = null,
  answersToMail = 0,
): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let pending = '';
  let ended = false;
  let onNews = (): void => undefined;
  socket.on('data', (data: Buffer) => {
    pending += data.toString();
    onNews();
  });
  socket.on('end', () => {
    ended = true;
    onNews();
  });
  const failed = new Promise<never>((_resolve, reject) => socket.once('error', reject));
  const next = async (): Promise<void> => {
    const answer = await Promise.race([
      failed,
      new Promise<string | null>((resolve) => {
        onNews = (): void => {
          const end = /^\d{3} .*\r\n/mu.exec(pending);
          if (end !== null) {
            pending = pending.slice(end.index + end[0].length);
            resolve(end[0].trim());
          } else if (ended) {
            resolve(null);
          }
        };
        onNews();
      }),
    ]);
    answers.push(...(answer === null ? [] : [answer]));
  };
  try {
    await next();
    for (const line of lines) {
      socket.write(`${line}\r\n`);
      await next();
    }
    if (mail !== null) {
      socket.write(`${mail.replace(/^\./gmu, '..')}${mail.endsWith('\r\n') ? '' : '\r\n'}.\r\n`);
      for (let index = 0; index < answersToMail; index += 1) {
        await next();
      }
    }
  } finally {
    failed.catch(() => undefined);
    socket.destroy();
  }
  return answers;
}
