import { describe, expect, it } from '@jest/globals';
import { missingPackages } from './missing-packages.js';

const nothing = (): boolean => false;
const everything = (): boolean => true;

describe(missingPackages.name, () => {
  it('names every Debian package whose program is not there', () => {
    expect(missingPackages({}, nothing)).toEqual([
      'rabbitmq-server',
      'dovecot-imapd',
      'dovecot-lmtpd',
      'clamav-daemon',
      'swaks',
    ]);
    expect(missingPackages({}, everything)).toEqual([]);
  });

  it('needs no broker of its own where one is named', () => {
    expect(missingPackages({ TEST_RABBITMQ_URL: 'amqp://127.0.0.1' }, nothing)).not.toContain('rabbitmq-server');
  });
});
