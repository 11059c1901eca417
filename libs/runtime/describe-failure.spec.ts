import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { CommandRefused } from './command-refused.js';
import { describeFailure } from './describe-failure.js';

describe(describeFailure.name, () => {
  it('gives every fault of the configuration its own line', () => {
    const report = describeFailure(new ConfigurationFault(['A is missing', 'B must be a whole number']));
    expect(report).toEqual({ lines: ['A is missing', 'B must be a whole number'], exitCode: 78, isBug: false });
  });

  it('names the server that does not answer, however deep the cause lies', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      address: '127.0.0.1',
      port: 5432,
    });
    const report = describeFailure(new Error('query failed', { cause: new AggregateError([refused], '') }));
    expect(report.lines).toEqual([
      'a server at 127.0.0.1:5432 does not answer (ECONNREFUSED); check DATABASE_URL, RABBITMQ_URL and the mail servers configured',
    ]);
    expect(report.exitCode).toBe(69);
  });

  it('says which port is taken', () => {
    const taken = Object.assign(new Error('listen EADDRINUSE'), {
      code: 'EADDRINUSE',
      address: '127.0.0.1',
      port: 2525,
    });
    expect(describeFailure(taken).lines[0]).toContain('127.0.0.1:2525 already uses the port');
  });

  it('never prints the credentials of a connection string', () => {
    const { lines } = describeFailure(new Error('cannot use postgres://redress:s3cret@db.example.com/redress'));
    expect(lines.join()).not.toContain('s3cret');
  });

  it('shows what a command refuses as it was said', () => {
    const report = describeFailure(new CommandRefused('name at least one file'));
    expect(report).toEqual({ lines: ['name at least one file'], exitCode: 2, isBug: false });
  });

  it('has words for what is not an error at all', () => {
    expect(describeFailure('odd')).toEqual({ lines: ['odd'], exitCode: 70, isBug: true });
  });

  it('takes a file that is not there as wrong use, not as a bug', () => {
    const missing = Object.assign(new Error("ENOENT: no such file or directory, open 'a.eml'"), {
      code: 'ENOENT',
      syscall: 'open',
      path: 'a.eml',
    });
    expect(describeFailure(missing)).toEqual({
      lines: ['a.eml cannot be read: there is no such file'],
      exitCode: 2,
      isBug: false,
    });
  });
});
