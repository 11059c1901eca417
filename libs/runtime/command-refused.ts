import { exitCodes } from './exit-codes.js';

/** Thrown by a command that cannot do what is asked: one line that says what to do instead. */
export class CommandRefused extends Error {
  constructor(
    message: string,
    readonly exitCode: number = exitCodes.usage,
  ) {
    super(message);
    this.name = 'CommandRefused';
  }
}
