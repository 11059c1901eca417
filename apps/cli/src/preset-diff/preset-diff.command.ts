import type { Command } from 'commander';
import { diffPresets, type PolicyChange } from '#libs/policy/diff/diff-presets.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { findPreset } from './find-preset.js';

/** `bin/redress preset diff A B`: what B says that A does not, by meaning, entry by entry and clause. */
export function definePresetDiff(command: Command): void {
  command
    .argument('<before>', 'id, id@version, or a file')
    .argument('<after>', 'id, id@version, or a file')
    .option('--presets <folder>', 'folder of presets; default: as configured')
    .option('--json', 'one JSON object a change')
    .addHelpText(
      'after',
      '\nWith all that each of them extends and lays over. Layout, comments and the order of keys make no difference.',
    )
    .action((before: string, after: string, options: { presets?: string; json?: true }) => {
      const folder = options.presets ?? configuredPaths().presets;
      const [a, b] = [findPreset(before, folder).preset, findPreset(after, folder).preset];
      const changes = diffPresets(a, b);
      if (options.json === true) {
        process.stdout.write(changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
        return;
      }
      const count = (kind: PolicyChange['kind']): string => String(changes.filter((one) => one.kind === kind).length);
      const lines = [
        `${a.id}@${a.version} → ${b.id}@${b.version}: ${count('added')} added, ${count('removed')} removed, ${count('changed')} changed`,
        ...changes.flatMap(changeLines),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
}

const signs = { added: '+', removed: '-', changed: '~' } as const;
const longest = 120;

/** `~ PG-18.2  milestones.resolution`, and a line for each field. */
export function changeLines(change: PolicyChange): string[] {
  const clause = change.clauses.find((id) => id !== 'default') ?? change.clauses[0] ?? '–';
  const first = `${signs[change.kind]} ${clause.padEnd(10)} ${change.path}`;
  if (change.kind !== 'changed') {
    return [first];
  }
  return [
    first,
    ...change.fields.map(
      ({ field, before, after }) => `    ${field === '' ? 'value' : field}: ${shown(before)} → ${shown(after)}`,
    ),
  ];
}

function shown(value: string | null): string {
  if (value === null) {
    return '(nothing)';
  }
  const line = value.replace(/\s*\n\s*/gu, ' ⏎ ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
