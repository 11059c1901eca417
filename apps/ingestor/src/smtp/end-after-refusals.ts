import type { SMTPServer } from 'smtp-server';

/**
 * Ends a connection (421) once so many of its commands were refused for good: a guesser of addresses, or something that
 * does not speak SMTP. The library counts unknown commands only, so its one writer of answers is watched instead.
 */
export function endAfterRefusals(server: SMTPServer, connectionId: string, limit: number, onEnd: () => void): void {
  const connection = [...server.connections].find(({ id }) => id === connectionId);
  if (connection === undefined) {
    return;
  }
  const send = connection.send.bind(connection);
  let refusals = 0;
  connection.send = (...answer: Parameters<typeof send>) => {
    refusals += answer[0] >= 500 ? 1 : 0;
    if (answer[0] < 500 || refusals < limit) {
      send(...answer);
      return;
    }
    onEnd();
    send(421, `4.7.0 ${String(limit)} commands were refused; goodbye`, false);
  };
}
