import { describe, expect, it } from '@jest/globals';
import { bannerLines } from './banner.js';

const trial = {
  smtp: { host: '127.0.0.1', port: 2525 },
  complaintsTo: 'tousu@example.com',
  webUrl: 'http://127.0.0.1:8081',
  maildir: '/srv/redress/data/maildir',
  mailServer: null,
  dataDir: '/srv/redress/data',
  keysFile: '/srv/redress/data/vault-keys.json',
  logFile: '/srv/redress/data/redress.log',
  sample: '/srv/redress/config/demo/mails/a-leak.eml',
};

describe(bannerLines.name, () => {
  it('says where a first complaint goes, where the answers lie and how to answer them', () => {
    const text = bannerLines(trial).join('\n');
    expect(text).toContain(
      'curl -sS smtp://127.0.0.1:2525 --mail-from customer@example.com --mail-rcpt tousu@example.com',
    );
    expect(text).toContain('they lie in /srv/redress/data/maildir/new');
    expect(text).toContain('bin/redress answer /srv/redress/data/maildir/new/<file> 接单');
  });

  it('names the mail server and the database where they are given, and no Maildir', () => {
    const text = bannerLines({ ...trial, maildir: null, mailServer: 'mail.example.com:465', dataDir: null }).join('\n');
    expect(text).toContain('leave by mail.example.com:465');
    expect(text).toContain('the database of DATABASE_URL');
    expect(text).not.toContain('maildir');
  });

  it('offers no SMTP address when the listener is off', () => {
    expect(bannerLines({ ...trial, smtp: null }).join('\n')).not.toContain('smtp://');
  });

  it('warns of generated keys, and of none that were configured', () => {
    expect(bannerLines(trial).join('\n')).toContain(
      '/srv/redress/data/vault-keys.json, generated: keep a copy elsewhere',
    );
    expect(bannerLines({ ...trial, keysFile: null }).join('\n')).not.toContain('generated');
  });
});
