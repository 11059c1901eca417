import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { RejectedFailure } from '#libs/failure/failure.js';
import { Excerpt, TrainingText } from './labelled-text.schema.js';

/** Lines of a JSONL file. Throws RejectedFailure `line-malformed` with file and line. */
export function readLines<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, schema, `${path}:${String(index + 1)}`)]));
}

/** One line of JSONL as the schema wants it. Throws RejectedFailure `line-malformed` with the place. */
export function parseLine<Schema extends z.ZodType>(line: string, schema: Schema, place: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new RejectedFailure('line-malformed', `${place}: is not JSON`, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
    throw new RejectedFailure('line-malformed', `${place}: ${faults.join('; ')}`);
  }
  return result.data;
}

/** Files of a folder of training texts, in a fixed order. */
export function trainingFiles(folder: string): string[] {
  return linesFiles(folder);
}

/** Files of the excerpts beside the training texts, in a fixed order. */
export function excerptFiles(folder: string): string[] {
  const excerpts = join(folder, 'excerpts');
  return existsSync(excerpts) ? linesFiles(excerpts) : [];
}

function linesFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => join(folder, name));
}

/** All training texts of a folder. Throws RejectedFailure `id-twice` for an id that stands twice. */
export function readTraining(folder: string): TrainingText[] {
  return eachOnce(trainingFiles(folder).flatMap((path) => readLines(path, TrainingText)));
}

/** All excerpts beside the training texts. Throws RejectedFailure `id-twice` for an id that stands twice. */
export function readExcerpts(folder: string): Excerpt[] {
  return eachOnce(excerptFiles(folder).flatMap((path) => readLines(path, Excerpt)));
}

function eachOnce<Line extends { readonly id: string }>(lines: Line[]): Line[] {
  const seen = new Set<string>();
  for (const { id } of lines) {
    if (seen.has(id)) {
      throw new RejectedFailure('id-twice', `training text ${id} stands twice`);
    }
    seen.add(id);
  }
  return lines;
}
