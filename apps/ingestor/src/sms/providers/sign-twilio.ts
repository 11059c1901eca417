import { createHmac } from 'node:crypto';

/** X-Twilio-Signature: base64 HMAC-SHA1 of the URL and, sorted by name, each field's name and value. Pure. */
export function signTwilio(token: string, url: string, fields: readonly (readonly [string, string])[]): string {
  const names = [...new Set(fields.map(([name]) => name))].sort();
  const signed = names.map((name) =>
    [...new Set(fields.filter(([candidate]) => candidate === name).map(([, value]) => value))]
      .sort()
      .map((value) => `${name}${value}`)
      .join(''),
  );
  return createHmac('sha1', token)
    .update(`${url}${signed.join('')}`, 'utf8')
    .digest('base64');
}

const parts = /^(?<scheme>https?):\/\/(?<host>[^/:?#]+)(?::(?<port>\d+))?(?<rest>.*)$/su;
const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

/**
 * The ways in which Twilio may have written the URL that it signed: with and without the port, with an apostrophe in
 * the query as it is or encoded.
 */
export function twilioUrls(url: string): string[] {
  const groups = parts.exec(url)?.groups;
  const { scheme = '', host = '', port, rest = '' } = groups ?? {};
  const written =
    groups === undefined
      ? [url]
      : [url, `${scheme}://${host}${rest}`, `${scheme}://${host}:${port ?? defaultPorts[scheme] ?? ''}${rest}`];
  return [...new Set(written.flatMap((one) => [one, one.replaceAll("'", '%27'), one.replaceAll('%27', "'")]))];
}
