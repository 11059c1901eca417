import { freeTextParameters } from '#libs/sms/template/free-text-parameters.js';
import type { SealedSms } from '../../sealed-notice.schema.js';
import type { ConfigSendCode } from '../send-codes.js';
import type { ApprovedTemplates } from './approved-templates.schema.js';

/** Values in the order in which the provider approved them, or why the text cannot go by this account. */
export type ApprovedText =
  | { readonly kind: 'approved'; readonly code: string; readonly values: readonly (readonly [string, string])[] }
  | { readonly kind: 'misfit'; readonly code: Extract<ConfigSendCode, 'template-unmapped' | 'free-text'> };

/**
 * What goes to a provider that sends approved texts only: the code of the settings, else the preset's, and the values in
 * order. An approved text always has all its lines, so an empty value needs a word from the settings. Pure.
 */
export function approvedText(sms: SealedSms, templates: ApprovedTemplates): ApprovedText {
  const mapped = templates[sms.key]?.[sms.language];
  const code = mapped?.code ?? sms.code;
  const order = mapped?.parameters ?? sms.order;
  if (order.some((name) => freeTextParameters.includes(name))) {
    return { kind: 'misfit', code: 'free-text' };
  }
  if (code === null) {
    return { kind: 'misfit', code: 'template-unmapped' };
  }
  const values: [string, string][] = [];
  for (const name of order) {
    const given = sms.parameters[name] ?? '';
    const value = given === '' ? (mapped?.whenEmpty[name] ?? '') : given;
    if (value === '') {
      return { kind: 'misfit', code: 'template-unmapped' };
    }
    values.push([name, value]);
  }
  return { kind: 'approved', code, values };
}
