import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { Environment } from '#libs/config/environment.js';
import { readSecretRefs } from '#libs/config/secret-ref.js';
import type { SecretRef } from '#libs/config/secret-ref.js';
import { fillInProfiles } from './fill-in-profiles.js';
import { secretRefsOfAccess } from './imap-access.schema.js';
import { IntakePlan } from './intake-plan.schema.js';
import type { ProviderProfiles } from './mail-providers.js';
import { offsetOf } from './offset-of.js';

/** An intake plan with the secrets that it names. */
export interface LoadedPlan {
  readonly plan: IntakePlan;
  /** Throws ConfigurationFault for a reference that was not in the plan; all that are were read at the start. */
  readonly secretOf: (ref: SecretRef) => string;
}

/**
 * Reads the plan and every secret it names. Throws ConfigurationFault with all faults at once, as
 * `file:line: path message`; values are never printed. What a mailbox leaves out is taken from its provider's profile.
 */
export function loadIntakePlan(
  path: string,
  env: Environment,
  profiles: ProviderProfiles,
  read: (path: string) => string = (file) => readFileSync(file, 'utf8'),
): LoadedPlan {
  const lines = new LineCounter();
  const document = parseDocument(readText(path, read), { lineCounter: lines });
  const at = (offset: number): string => `${path}:${String(lines.linePos(offset).line)}`;
  if (document.errors.length > 0) {
    throw new ConfigurationFault(document.errors.map((error) => `${at(error.pos[0])}: not YAML (${error.code})`));
  }
  const filled = fillInProfiles(document.toJS() ?? {}, profiles);
  const parsed = IntakePlan.safeParse(filled.plan);
  if (!parsed.success || filled.faults.length > 0) {
    throw new ConfigurationFault(
      [
        ...filled.faults,
        ...(parsed.error?.issues ?? []).map((issue) => ({ path: issue.path, message: textOf(issue) })),
      ].map(({ path: where, message }) => `${at(offsetOf(document, where))}: ${where.join('.')} ${message}`),
    );
  }
  const unread = parsed.data.mailboxes.flatMap(({ imap }, index) =>
    imap?.caFile === undefined || isReadable(imap.caFile, read)
      ? []
      : [
          `${at(offsetOf(document, ['mailboxes', index, 'imap', 'caFile']))}: mailboxes.${String(index)}.imap.caFile cannot be read`,
        ],
  );
  if (unread.length > 0) {
    throw new ConfigurationFault(unread);
  }
  return { plan: parsed.data, secretOf: readSecrets(path, parsed.data, env, read) };
}

/** For a plan that was not read from a file. */
export function readSecrets(
  source: string,
  plan: IntakePlan,
  env: Environment,
  read: (path: string) => string = (file) => readFileSync(file, 'utf8'),
): (ref: SecretRef) => string {
  return readSecretRefs(source, secretRefsOf(plan), env, read);
}

function secretRefsOf(plan: IntakePlan): SecretRef[] {
  return [
    ...plan.mailboxes.flatMap(({ imap }) => (imap === undefined ? [] : secretRefsOfAccess(imap))),
    ...plan.sms.flatMap(({ secrets, pull }) => (pull === undefined ? secrets : [...secrets, pull.secret])),
    ...plan.forms.flatMap(({ apiKeys }) => apiKeys),
  ];
}

function isReadable(path: string, read: (path: string) => string): boolean {
  try {
    return read(path) !== '';
  } catch {
    return false;
  }
}

function readText(path: string, read: (path: string) => string): string {
  try {
    return read(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new ConfigurationFault([`${path}: cannot be read (${reason})`]);
  }
}

function textOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? `has unknown keys: ${issue.keys.join(', ')}` : issue.message;
}
