import { describe, expect, it } from '@jest/globals';
import { OptimisticLockError } from '@mikro-orm/postgresql';
import { RejectedFailure, TransientFailure } from '#libs/failure/failure.js';
import { describeFacts, factsOf } from './failure-facts.js';

class ServerError extends Error {
  constructor(
    readonly code: string,
    message = '',
  ) {
    super(message);
  }
}

describe('factsOf', () => {
  it.each([
    ['a failure that passes', new TransientFailure('smtp-away', 'away'), 'transient'],
    ['a refusal', new RejectedFailure('no-such-case', 'none'), 'rejected'],
    ['a deadlock', new ServerError('40P01'), 'transient'],
    ['a serialization failure', new ServerError('40001'), 'transient'],
    ['a server that shuts down', new ServerError('57P01'), 'transient'],
    ['a lost connection', new ServerError('ECONNRESET'), 'transient'],
    ['a version that moved on', new OptimisticLockError('moved on'), 'transient'],
    ['a broken constraint', new ServerError('23505'), 'bug'],
    ['a fault in the program', new TypeError('x is not a function'), 'bug'],
    ['something thrown that is no error', 'oops', 'bug'],
  ])('takes %s for what it is', (_, error, family) => {
    expect(factsOf(error).family).toBe(family);
  });

  it('leaves out the text of errors that quote data, and masks the rest (PC-6)', () => {
    const ofDriver = new ServerError('23505', "insert into party values ('张伟', '13800001111') - duplicate key");
    const ofJson = new SyntaxError('Unexpected token 张, "张伟 13800001111" is not valid JSON');
    const ours = new TransientFailure('send-failed', 'Could not send to zhang.wei@example.com');

    expect(describeFacts(factsOf(ofDriver))).toMatch(/^Error 23505 \(libs\/messaging\/failure-facts\.spec\.ts:\d+\)$/u);
    expect(factsOf(ofJson).message).toBeNull();
    expect(factsOf(ours).message).toBe('Could not send to [mail]');
  });

  it('names the place in our code without the folder that it is installed in', () => {
    expect(factsOf(new Error('x')).at).toMatch(/^libs\/messaging\/failure-facts\.spec\.ts:\d+$/u);
  });
});
