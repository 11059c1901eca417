import { connect } from 'node:net';

/** One SMTP session, line by line; the last line of each answer. */
export async function talk(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let pending = '';
  const next = async (): Promise<string> =>
    new Promise((resolve, reject) => {
      const take = (): boolean => {
        const end = /^\d{3} .*\r\n/mu.exec(pending);
        if (end === null) {
          return false;
        }
        pending = pending.slice(end.index + end[0].length);
        resolve(end[0].trim());
        return true;
      };
      if (!take()) {
        const onData = (data: Buffer): void => {
          pending += data.toString();
          if (take()) {
            socket.off('data', onData);
          }
        };
        socket.on('data', onData);
        socket.once('error', reject);
      }
    });
  answers.push(await next());
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push(await next());
  }
  socket.destroy();
  return answers;
}
