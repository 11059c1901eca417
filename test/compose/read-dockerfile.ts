import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What a container of one stage runs by itself. */
export interface ImageDefaults {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | null;
  readonly healthcheck: readonly string[] | null;
}

const Words = z.array(z.string());

/** Reads one stage of a Dockerfile; only the JSON forms of ENTRYPOINT, CMD and HEALTHCHECK. */
export function readDockerfile(file: string, stage: string): ImageDefaults {
  const lines = readFileSync(file, 'utf8').replace(/\\\n/gu, ' ').split('\n');
  const begin = lines.findIndex((line) => new RegExp(`^FROM \\S+ AS ${stage}$`, 'u').test(line));
  if (begin < 0) {
    throw new Error(`${file} has no stage ${stage}`);
  }
  const end = lines.findIndex((line, index) => index > begin && line.startsWith('FROM '));
  const own = lines.slice(begin + 1, end < 0 ? undefined : end);
  const last = (instruction: string): string | null =>
    own
      .filter((line) => line.startsWith(`${instruction} `))
      .at(-1)
      ?.slice(instruction.length + 1) ?? null;
  const words = (text: string | null): string[] => (text === null ? [] : Words.parse(JSON.parse(text)));
  const env = own.filter((line) => line.startsWith('ENV ')).flatMap((line) => line.slice(4).trim().split(/\s+/u));
  const health = last('HEALTHCHECK');
  return {
    entrypoint: words(last('ENTRYPOINT')),
    command: words(last('CMD')),
    env: Object.fromEntries(env.map((pair) => pair.split('=', 2) as [string, string])),
    user: last('USER'),
    healthcheck: health === null ? null : words(health.slice(health.indexOf('CMD ') + 4)),
  };
}
