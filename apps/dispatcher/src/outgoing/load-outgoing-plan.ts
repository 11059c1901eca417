import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { Environment } from '#libs/config/environment.js';
import { readSecretRefs, type SecretRef } from '#libs/config/secret-ref.js';
import { HandOverTargets } from '../handover/plan/hand-over-targets.js';
import type { SmsAccount } from '../notice/transport/sms/sms-account.schema.js';
import { OutgoingPlan } from './outgoing-plan.schema.js';
import { Senders } from './senders.js';

type ReadFile = (file: string) => string;
const readUtf8: ReadFile = (file) => readFileSync(file, 'utf8');

/** In whose name mails leave and by which accounts text messages do, with the secrets of those. */
export interface Outgoing {
  readonly senders: Senders;
  readonly sms: readonly SmsAccount[];
  readonly secretOf: (ref: SecretRef) => string;
  readonly handOvers: HandOverTargets;
}

/** Reads the plan and every secret that it names. Throws ConfigurationFault with all faults at once, as `file:line: path message`. */
export function loadOutgoingPlan(path: string, env: Environment, read: ReadFile = readUtf8): Outgoing {
  const plan = readOutgoingPlan(path, read);
  const refs = [...plan.sms.flatMap(secretsOf), ...plan.handOvers.flatMap(({ secrets }) => secrets)];
  const secretOf = readSecretRefs(path, refs, env, read);
  return {
    senders: sendersOf(plan),
    sms: plan.sms,
    secretOf,
    handOvers: new HandOverTargets(
      plan.handOvers.map((target) => ({ ...target, secrets: target.secrets.map(secretOf) })),
    ),
  };
}

/** The plan without its secrets. Throws as loadOutgoingPlan. */
export function readOutgoingPlan(path: string, read: ReadFile = readUtf8): OutgoingPlan {
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
        const words = issue.code === 'unrecognized_keys' ? `has unknown keys: ${issue.keys.join(', ')}` : issue.message;
        return `${at(offsetOf(document, issue.path))}: ${issue.path.join('.')} ${words}`;
      }),
    );
  }
  return parsed.data;
}

function sendersOf(plan: OutgoingPlan): Senders {
  return new Senders(
    plan.senders.map(({ preset, unit, organisation, name, address, mode }) => ({
      preset,
      unit: unit ?? null,
      organisation: typeof organisation === 'string' ? { zh: organisation, en: organisation } : organisation,
      identity: { name, address, mode },
    })),
    plan.sms,
  );
}

function secretsOf(account: SmsAccount): SecretRef[] {
  if (account.provider === 'log') {
    return [];
  }
  const key = account.provider === 'vonage' && account.api === 'messages' ? account.privateKey : undefined;
  return key === undefined ? [account.secret] : [account.secret, key];
}

/** Where the deepest part of the path that exists begins in the file. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}

function readText(path: string, read: ReadFile): string {
  try {
    return read(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationFault([
      `${path}: cannot be read (${code}); set REDRESS_OUTGOING to the file that names the senders`,
    ]);
  }
}
