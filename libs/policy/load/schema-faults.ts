import type { z } from 'zod';
import { faultAt, type PolicyFault } from './policy-fault.js';
import type { SourceNode } from './source-node.js';

/** What a schema objects to, each with its place. Unknown keys are named one by one, at their own lines. */
export function schemaFaults(root: SourceNode, error: z.ZodError): PolicyFault[] {
  return error.issues.flatMap((issue) => faultsOf(root, issue));
}

function faultsOf(root: SourceNode, issue: z.core.$ZodIssue): PolicyFault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt(root, [...issue.path, key], 'unknown key'));
    case 'invalid_type':
      return [faultAt(root, issue.path, issue.input === undefined ? 'is missing' : `must be ${issue.expected}`)];
    case 'invalid_value':
      return [faultAt(root, issue.path, `must be ${issue.values.map(String).join(' or ')}`)];
    case 'invalid_key':
      return [faultAt(root, issue.path, issue.issues[0]?.message ?? 'not a key')];
    case 'invalid_union':
      return [faultAt(root, issue.path, unionMessage(issue))];
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
