import type { z } from 'zod';
import { presetBody, presetHead } from '../preset/preset.schema.js';
import { faultAt, type PolicyFault } from './policy-fault.js';
import type { SourceNode } from './source-node.js';

/** What a schema objects to, each with its place. Unknown keys are named one by one, at their own lines. */
export function schemaFaults(root: SourceNode, error: z.ZodError): PolicyFault[] {
  return error.issues.flatMap((issue) => faultsOf(root, issue));
}

function faultsOf(root: SourceNode, issue: z.core.$ZodIssue): PolicyFault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt(root, [...issue.path, key], unknownKey(issue.path, key)));
    case 'invalid_type':
      return [
        faultAt(root, issue.path, issue.input === undefined ? 'is missing' : `must be ${kindOf(issue.expected)}`),
      ];
    case 'invalid_value':
      return [faultAt(root, issue.path, `must be ${issue.values.map(String).join(' or ')}`)];
    case 'invalid_key':
      return [faultAt(root, issue.path, issue.issues[0]?.message ?? 'not a key')];
    case 'invalid_union':
      return [faultAt(root, issue.path, unionMessage(issue))];
    case 'invalid_format':
      return [faultAt(root, issue.path, issue.format === 'date' ? 'must be a day like 2027-01-31' : issue.message)];
    default:
      return [faultAt(root, issue.path, issue.message)];
  }
}

function unionMessage(issue: z.core.$ZodIssueInvalidUnion): string {
  const kinds = issue.errors.flat().map((inner) => inner.message);
  return kinds.length === 0
    ? `${issue.discriminator ?? 'value'} is none of the kinds there are`
    : [...new Set(kinds)].join(', or ');
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text (a number or a date as a text stands in quotes)',
  record: 'a map of keys; null takes away single entries of it only',
  object: 'a map of keys',
  array: 'a list: [one, two]',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function kindOf(expected: string): string {
  return kinds[expected] ?? expected;
}

/** Sections are known by name; of what stands in them `preset show` tells. */
function unknownKey(path: readonly PropertyKey[], key: string): string {
  if (path.length > 0) {
    return 'unknown key';
  }
  const near = sections.filter((section) => isNear(section, key));
  return `unknown section${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`;
}

const sections = [...Object.keys(presetHead), ...Object.keys(presetBody)];

/** One letter more, less or other. */
function isNear(a: string, b: string): boolean {
  const start = [...a].findIndex((letter, index) => letter !== b[index]);
  const from = start === -1 ? a.length : start;
  const [restA, restB] = [a.slice(from), b.slice(from)];
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1);
}
