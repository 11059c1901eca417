import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { RejectedFailure } from '#libs/failure/failure.js';
import { TrainingText } from './labelled-text.schema.js';

/** Lines of a JSONL file. Throws RejectedFailure `line-malformed` with file and line. */
export function readLines<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, schema, `${path}:${String(index + 1)}`)]));
}

function parseLine<Schema extends z.ZodType>(line: string, schema: Schema, place: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new RejectedFailure('line-malformed', `${place}: is not JSON`, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new RejectedFailure('line-malformed', `${place}: ${faults.join('; ')}`);
  }
  return result.data;
}

/** Files of a folder of training texts, in a fixed order. */
export function trainingFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** All training texts of a folder. Throws RejectedFailure `id-twice` for an id that stands twice. */
export function readTraining(folder: string): TrainingText[] {
  const texts = trainingFiles(folder).flatMap((path) => readLines(path, TrainingText));
  const seen = new Set<string>();
  for (const { id } of texts) {
    if (seen.has(id)) {
      throw new RejectedFailure('id-twice', `training text ${id} stands twice`);
    }
    seen.add(id);
  }
  return texts;
}
