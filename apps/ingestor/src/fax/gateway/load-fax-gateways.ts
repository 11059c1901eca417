import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { offsetOf } from '../../plan/offset-of.js';
import { FaxGatewayForms, type FaxForms } from './fax-gateways.schema.js';

/** Reads the forms of fax gateways. Throws ConfigurationFault with all faults at once, as `file:line: path message`. */
export function loadFaxGateways(path: string): FaxForms {
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines });
  const at = (offset: number): string => `${path}:${String(lines.linePos(offset).line)}`;
  if (document.errors.length > 0) {
    throw new ConfigurationFault(document.errors.map((error) => `${at(error.pos[0])}: not YAML (${error.code})`));
  }
  const parsed = FaxGatewayForms.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    throw new ConfigurationFault(
      parsed.error.issues.map(
        (issue) => `${at(offsetOf(document, issue.path))}: ${issue.path.join('.')} ${issue.message}`,
      ),
    );
  }
  return new Map(Object.entries(parsed.data.forms));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new ConfigurationFault([`${path}: cannot be read (${reason})`]);
  }
}
