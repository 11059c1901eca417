import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TextLine } from '#apps/classifier/src/training/labelled-text.schema.js';
import { parseLine } from '#apps/classifier/src/training/read-lines.js';
import { RejectedFailure } from '#libs/failure/failure.js';

/** What is read of a line; whatever else stands there, `expect` above all, is not looked at. */
const Line = TextLine.omit({ lang: true }).extend({
  preset: z.string().min(1).optional(),
  subject: z.string().nullish(),
  attachments: z.array(z.string()).nullish(),
  date: z.iso.date().optional(),
});

export type TextToClassify = TextLine;

/** One line of the file: a text, or what is wrong with it, with file and line. */
export type ReadText =
  | { readonly kind: 'text'; readonly text: TextToClassify; readonly place: string }
  | { readonly kind: 'fault'; readonly message: string };

/** Texts of a JSONL file in order, under the preset that is given or else their own. Empty lines are passed over. */
export function* readTexts(path: string, preset: string | undefined): Generator<ReadText> {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/u, '')
    .split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') {
      yield readText(line, preset, `${path}:${String(index + 1)}`);
    }
  }
}

function readText(line: string, preset: string | undefined, place: string): ReadText {
  try {
    const read = parseLine(line, Line, place);
    const under = preset ?? read.preset;
    if (under === undefined) {
      return { kind: 'fault', message: `${place}: preset: is missing; name it in the line or with --preset` };
    }
    return {
      kind: 'text',
      text: { ...read, preset: under, subject: read.subject ?? '', attachments: read.attachments ?? [] },
      place,
    };
  } catch (error) {
    if (error instanceof RejectedFailure) {
      return { kind: 'fault', message: error.message };
    }
    throw error;
  }
}
