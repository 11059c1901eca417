import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { MailProviders } from './mail-providers.schema.js';
import type { MailProvider } from './mail-providers.schema.js';
import { offsetOf } from './offset-of.js';

/** Profiles of mail providers by name. */
export type ProviderProfiles = ReadonlyMap<string, MailProvider>;

/** For plans that name no provider. */
export const noProfiles: ProviderProfiles = new Map();

/** Reads the profiles. Throws ConfigurationFault with all faults at once, as `file:line: path message`. */
export function loadMailProviders(
  path: string,
  read: (path: string) => string = (file) => readFileSync(file, 'utf8'),
): ProviderProfiles {
  const lines = new LineCounter();
  const document = parseDocument(readText(path, read), { lineCounter: lines });
  const at = (offset: number): string => `${path}:${String(lines.linePos(offset).line)}`;
  if (document.errors.length > 0) {
    throw new ConfigurationFault(document.errors.map((error) => `${at(error.pos[0])}: not YAML (${error.code})`));
  }
  const parsed = MailProviders.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    throw new ConfigurationFault(
      parsed.error.issues.map(
        ({ path: where, message }) => `${at(offsetOf(document, where))}: ${where.join('.')} ${message}`,
      ),
    );
  }
  return new Map(Object.entries(parsed.data.providers));
}

function readText(path: string, read: (path: string) => string): string {
  try {
    return read(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new ConfigurationFault([`${path}: cannot be read (${reason}); set INTAKE_MAIL_PROVIDERS`]);
  }
}
