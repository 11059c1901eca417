import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A preset that the emergency plan is laid over, and who of its roles takes the plan's parts. */
interface Ground {
  readonly unit: string;
  readonly roles: Readonly<Record<string, string>>;
  /** Where its rules say who approves them (SI-6.3). */
  readonly approvedBy?: string;
}

const grounds: Readonly<Record<string, Ground>> = {
  'property-group': {
    unit: 'jiangnan',
    roles: {
      'emergency-lead': 'call-centre-head',
      'emergency-deputy': 'department-head',
      'emergency-information': 'desk',
      'emergency-communication': 'desk',
      'emergency-problem': 'unit-head',
      'emergency-opinion': 'legal',
      'emergency-department': 'department-head',
      'leading-group': 'vice-president',
      'higher-leader': 'vice-president',
    },
  },
  'private-cinema': {
    unit: 'head-office',
    roles: { 'emergency-lead': 'complaint-manager', 'leading-group': 'management', 'higher-leader': 'management' },
  },
  'service-industry': {
    unit: 'head-office',
    approvedBy: '客户投诉管理委员会',
    roles: { 'emergency-lead': 'centre-head', 'leading-group': 'committee', 'higher-leader': 'committee' },
  },
};

/** Roles that only some variants have. */
const variantsWith: Readonly<Record<string, readonly number[]>> = {
  'leading-group': [1, 2, 3, 6],
  'higher-leader': [5],
  'emergency-department': [1, 4, 5],
};

export const variants = [0, 1, 2, 3, 4, 5, 6] as const;

/** A preset with one variant of the plan over it, as a company would put them together. */
export function emergencyId(ground: string, variant: number): string {
  return `${ground}-emergency-${String(variant)}`;
}

/** Where complaints under it arrive; its letters come from there too. */
export function emergencyAddress(ground: string, variant: number): string {
  return `${emergencyId(ground, variant)}@emergency.example.com`;
}

/** Writes the presets into a folder, and beside it the intake plan and the senders; returns their common name. */
export async function writeEmergencyPlans(folder: string, presets: readonly string[]): Promise<string> {
  const uses = presets.flatMap((ground) => variants.map((variant) => ({ ground, variant })));
  for (const { ground, variant } of uses) {
    const bind = Object.entries(grounds[ground]?.roles ?? {}).filter(
      ([role]) => variantsWith[role]?.includes(variant) ?? true,
    );
    const preset = {
      kind: 'preset',
      id: emergencyId(ground, variant),
      version: '1',
      effectiveFrom: '2026-01-01',
      approval: { by: grounds[ground]?.approvedBy ?? '管理委员会', on: '2025-12-20', clauses: ['default'] },
      title: { zh: '含应急预案', en: 'with the emergency plan' },
      extends: ground,
      numbering: { pattern: `{yyyy}{MM}-${ground.charAt(0).toUpperCase()}${String(variant)}{type}-{seq:3}` },
      overlays: [{ preset: 'major-emergency', variant, bind: Object.fromEntries(bind) }],
    };
    await writeFile(join(folder, 'presets', `${preset.id}.yaml`), stringify(preset));
  }
  const plan = join(folder, 'emergency');
  const mailboxes = uses.map(({ ground, variant }) => ({
    key: emergencyId(ground, variant),
    preset: emergencyId(ground, variant),
    unit: grounds[ground]?.unit,
    origin: 'mailbox',
    addresses: [emergencyAddress(ground, variant)],
    addressMode: 'plus',
    authservId: 'mx.example.com',
  }));
  const senders = uses.map(({ ground, variant }) => ({
    preset: emergencyId(ground, variant),
    organisation: '江南里项目',
    name: '江南里客户服务中心',
    address: emergencyAddress(ground, variant),
    mode: 'plus',
  }));
  await writeFile(`${plan}.intake.yaml`, stringify({ mailboxes }));
  await writeFile(`${plan}.outgoing.yaml`, stringify({ senders }));
  return plan;
}
