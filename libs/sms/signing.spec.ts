import { createVerify, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { acs3Query, signAcs3 } from './aliyun/sign-acs3.js';
import { signMns } from './aliyun/sign-mns.js';
import { signTc3 } from './tencent/sign-tc3.js';
import { signVonageJwt } from './vonage/sign-vonage-jwt.js';

describe('ACS3-HMAC-SHA256', () => {
  it('makes the signature of the example in Aliyun\'s "Request syntax and signature method V3"', () => {
    const headers = signAcs3(
      {
        host: 'ecs.cn-shanghai.aliyuncs.com',
        action: 'RunInstances',
        version: '2014-05-26',
        query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
        date: '2023-10-26T10:22:32Z',
        nonce: '3156853299f313e23d1673dc12e1703d',
      },
      { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' },
    );
    expect(headers['Authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;' +
        'x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  it('writes parameters as RFC 3986 says, sorted (worked out by hand)', () => {
    expect(acs3Query({ TemplateParam: '{"a":"漏 (水)*~"}', Action: "it's!" })).toBe(
      'Action=it%27s%21&TemplateParam=%7B%22a%22%3A%22%E6%BC%8F%20%28%E6%B0%B4%29%2A~%22%7D',
    );
  });
});

describe('TC3-HMAC-SHA256', () => {
  it('makes the signature of the example in Tencent\'s "Signature Method v3"', () => {
    const authorization = signTc3(
      {
        service: 'cvm',
        host: 'cvm.tencentcloudapi.com',
        payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        timestamp: 1_551_113_065,
      },
      { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' },
    );
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    );
  });
});

describe('the token of the Vonage Messages API', () => {
  it('verifies under the public key and carries application, time and nonce', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const token = signVonageJwt({ applicationId: 'app', issuedAt: 1_763_690_000, nonce: 'n' }, pem);
    const [head = '', claims = '', signature = ''] = token.split('.');
    expect(createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))).toEqual({
      application_id: 'app',
      iat: 1_763_690_000,
      exp: 1_763_690_300,
      jti: 'n',
    });
  });
});

describe('the signature of Aliyun message queues', () => {
  it('is HMAC-SHA1 over verb, type, date, version and resource (worked out with OpenSSL)', () => {
    const headers = signMns(
      {
        method: 'GET',
        resource: '/queues/Alicom-Queue-1-SmsUp/messages?numOfMessages=16&waitseconds=0',
        date: 'Sat, 21 Nov 2026 01:00:00 GMT',
        contentType: '',
      },
      { id: 'lent-id', secret: 'lent-secret', token: 'lent-token' },
    );
    expect(headers['Authorization']).toBe('MNS lent-id:NLhKAGghBeLdfUv6sJSqnCzH3S0=');
  });
});
