/** Where clamd listens. */
export type ScanAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** `unix:/run/clamav/clamd.ctl` or `tcp://clamav:3310`; null where it is neither. */
export function readScanAddress(text: string): ScanAddress | null {
  const path = /^unix:(?<path>\/.+)$/u.exec(text)?.groups?.['path'];
  if (path !== undefined) {
    return { path };
  }
  const tcp = /^tcp:\/\/(?<host>\[[0-9a-f:]+\]|[^\s:/[\]]+):(?<port>\d{1,5})\/?$/iu.exec(text)?.groups;
  const port = Number(tcp?.['port'] ?? 0);
  return tcp?.['host'] === undefined || port < 1 || port > 65_535
    ? null
    : { host: tcp['host'].replace(/^\[|\]$/gu, ''), port };
}
