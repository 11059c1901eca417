import { parametersOf } from '#libs/policy/template/render-template.js';

/** How a provider writes variables into a template that it approves. */
export const variableForms = ['aliyun', 'tencent', 'plain'] as const;
export type VariableForm = (typeof variableForms)[number];

/** An SMS text as it is filed with a provider for approval. */
export interface FiledText {
  /** Without the signature, which providers put in front themselves; in one line. */
  readonly text: string;
  /** Parameters in the order in which they are handed over. */
  readonly variables: readonly string[];
  /** Lines that we leave out where a parameter is empty: a provider's template always has them. */
  readonly conditionalLines: number;
}

const condition = /^\{\?[a-zA-Z][a-zA-Z0-9]*\}/u;

/** Pure. */
export function filedText(source: string, language: string, form: VariableForm): FiledText {
  const lines = source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const text = lines
    .map((line) => line.replace(condition, ''))
    .join(language === 'en' ? ' ' : '')
    .replace(/^(?:【[^】]*】|\[[^\]]*\])\s*/u, '');
  const variables = parametersOf(text);
  const written = (name: string): string =>
    form === 'aliyun' ? `\${${name}}` : form === 'tencent' ? `{${String(variables.indexOf(name) + 1)}}` : `{${name}}`;
  return {
    text: text.replace(/\{(?<name>[a-zA-Z][a-zA-Z0-9]*)\}/gu, (_match, name: string) => written(name)),
    variables,
    conditionalLines: lines.filter((line) => condition.test(line)).length,
  };
}

/** Messages that a text of so many UTF-16 units is sent as: 70 in one, 67 in each of several (GSM 03.40, UCS-2). */
export function segmentsOf(length: number): number {
  return length <= 70 ? 1 : Math.ceil(length / 67);
}
