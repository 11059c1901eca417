import { z } from 'zod';
import type { MessageDefinition } from '#libs/contracts/define-message.js';
import { Envelope } from '#libs/contracts/envelope.js';

/** The page docs/generated/messages.md as text: every message, who says it, who acts on it, and its fields. */
export function messagesPage(definitions: readonly MessageDefinition[]): string {
  return [
    '# Messages',
    '',
    'Generated from libs/contracts; do not edit. A message names a fact that has happened; it carries ids and codes, never',
    'personal data. Around its data every message has the same envelope:',
    '',
    ...fieldTable(Envelope),
    '',
    '| message | says | acts |',
    '| --- | --- | --- |',
    ...definitions.map(
      ({ type, producer, subscribers }) =>
        `| [${type}](#${anchorOf(type)}) | ${producer} | ${subscribers.join(', ')} |`,
    ),
    '',
    ...definitions.flatMap(section),
  ].join('\n');
}

/** As GitHub makes anchors of headings. */
function anchorOf(type: string): string {
  return type.replaceAll('.', '');
}

function section({ type, version, producer, subscribers, meaning, schema }: MessageDefinition): string[] {
  return [
    `## ${type}`,
    '',
    meaning,
    '',
    `Version ${String(version)}. Said by ${producer}; ${subscribers.length === 0 ? 'nobody acts on it yet' : `${subscribers.join(', ')} ${subscribers.length === 1 ? 'acts' : 'act'} on it`}.`,
    '',
    ...fieldTable(schema),
    '',
  ];
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

function fieldTable(schema: z.ZodType): string[] {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
  const rows = Object.entries(shape.properties ?? {}).map(
    ([name, field]) => `| ${name}${shape.required?.includes(name) === true ? '' : ' (optional)'} | ${formOf(field)} |`,
  );
  return ['| field | form |', '| --- | --- |', ...rows];
}

function formOf(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) {
    return options.map(formOf).join(' or ');
  }
  if (schema.const !== undefined) {
    return `\`${JSON.stringify(schema.const)}\``;
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  }
  if (schema.type === 'array') {
    return `list of ${schema.items === undefined ? 'anything' : formOf(schema.items)}`;
  }
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => `${name}: ${formOf(field)}`);
    return fields.length === 0 ? 'object' : `{ ${fields.join('; ')} }`;
  }
  return schema.format ?? (typeof schema.type === 'string' ? schema.type : 'anything');
}
