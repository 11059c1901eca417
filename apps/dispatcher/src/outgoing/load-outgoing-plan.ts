import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { OutgoingPlan } from './outgoing-plan.schema.js';
import { Senders } from './senders.js';

/** Reads who signs for which unit. Throws ConfigurationFault with all faults at once, as `file:line: path message`. */
export function loadOutgoingPlan(
  path: string,
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): Senders {
  const lines = new LineCounter();
  const document = parseDocument(readText(path, read), { lineCounter: lines });
  const at = (offset: number): string => `${path}:${String(lines.linePos(offset).line)}`;
  if (document.errors.length > 0) {
    throw new ConfigurationFault(document.errors.map((error) => `${at(error.pos[0])}: not YAML (${error.code})`));
  }
  const parsed = OutgoingPlan.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    throw new ConfigurationFault(
      parsed.error.issues.map((issue) => {
        const node: unknown = document.getIn(issue.path, true);
        const offset =
          typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
            ? Number(node.range[0])
            : 0;
        return `${at(offset)}: ${issue.path.join('.')} ${issue.message}`;
      }),
    );
  }
  return new Senders(
    parsed.data.senders.map(({ preset, unit, organisation, name, address, mode }) => ({
      preset,
      unit: unit ?? null,
      organisation: typeof organisation === 'string' ? { zh: organisation, en: organisation } : organisation,
      identity: { name, address, mode },
    })),
  );
}

function readText(path: string, read: (file: string) => string): string {
  try {
    return read(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationFault([
      `${path}: cannot be read (${code}); set REDRESS_OUTGOING to the file that names the senders`,
    ]);
  }
}
