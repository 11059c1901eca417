import { z } from 'zod';
import { ClauseId, Key, Reference, Title } from '../preset/entry.schema.js';
import { OverlayUse } from '../preset/governance.schema.js';
import { presetBody, presetHead } from '../preset/preset.schema.js';

/**
 * What a file of config/presets says about itself, before anything is merged. The policy itself is checked once it is
 * complete.
 *
 * preset   one company's policy; may extend another preset or a base
 * base     what presets have in common; nobody's policy by itself
 * overlay  what it adds to any preset, in variants
 */
export const PolicyFile = z.discriminatedUnion('kind', [
  z.looseObject({
    ...presetHead,
    kind: z.literal('preset'),
    extends: Reference.optional(),
    overlays: z.array(OverlayUse).optional(),
  }),
  z.looseObject({ kind: z.literal('base'), id: Key, version: presetHead.version, title: Title }),
  z.strictObject({
    kind: z.literal('overlay'),
    id: Key,
    version: presetHead.version,
    title: Title,
    summary: Title.optional(),
    clauses: z.record(ClauseId, z.unknown()),
    everyVariant: z.record(z.string(), z.unknown()).optional(),
    /** Variant number -> its title and what it adds. */
    variants: z.record(z.string().regex(/^\d$/u), z.looseObject({ title: Title, clauses: z.array(ClauseId).min(1) })),
  }),
]);
export type PolicyFile = z.infer<typeof PolicyFile>;

/** Keys of a file that are about the file; everything else is policy. */
export const headKeys = [...Object.keys(presetHead), 'kind', 'extends', 'overlays'];

/** Maps whose entries can be taken away by an entry of null. */
export const registers: ReadonlySet<string> = new Set([
  ...Object.entries(presetBody).flatMap(([key, schema]) => (schema instanceof z.ZodRecord ? [key] : [])),
  'channels',
  'tags',
  'origins',
  'rules',
  'copies',
  'sections',
  'grounds',
  'actions',
  'mustSay',
  'neverSay',
]);
