/** The configuration cannot be used. Each line names one key and what is wrong with it, never a value. */
export class ConfigurationFault extends Error {
  constructor(
    readonly lines: readonly string[],
    options?: { cause?: unknown },
  ) {
    super(lines.join('\n'), options);
    this.name = 'ConfigurationFault';
  }
}
