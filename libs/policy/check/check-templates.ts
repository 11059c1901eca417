import type { Preset } from '../preset/preset.schema.js';
import { parametersOf } from '../template/render-template.js';
import { templateParameters } from '../template/template-parameters.js';
import { idle, wrong, type CheckFinding } from './finding.js';

type Path = readonly PropertyKey[];

/** Templates name only parameters that there are, say what they must (PG-5, PC-19) and never what they must not. */
export function checkTemplates(preset: Preset): CheckFinding[] {
  return [...checkParameters(preset), ...checkMustSay(preset), ...checkNeverSay(preset), ...checkChannels(preset)];
}

/** Each text of a template with its path and language. */
function textsOf(preset: Preset, key: string): { path: Path; language: 'zh' | 'en'; text: string }[] {
  const template = preset.templates[key];
  const path = ['templates', key];
  return (['zh', 'zh-hant', 'en'] as const).flatMap((language) => {
    const mail = template?.mail?.[language];
    const sms = template?.sms?.[language];
    const tongue = language === 'en' ? ('en' as const) : ('zh' as const);
    return [
      ...(mail === undefined
        ? []
        : [{ path: [...path, 'mail', language, 'subject'], language: tongue, text: mail.subject }]),
      ...(mail === undefined ? [] : [{ path: [...path, 'mail', language, 'body'], language: tongue, text: mail.body }]),
      ...(sms === undefined ? [] : [{ path: [...path, 'sms', language, 'text'], language: tongue, text: sms.text }]),
    ];
  });
}

/** `{?questionIsInvalid}`: the parameter `question` has the value `invalid`. */
const flag = /Is[A-Z][A-Za-z0-9]*$/u;

function checkParameters(preset: Preset): CheckFinding[] {
  return Object.keys(preset.templates).flatMap((key) =>
    textsOf(preset, key).flatMap(({ path, text }) =>
      parametersOf(text)
        .filter((name) => !(name.replace(flag, '') in templateParameters))
        .map((name) => idle(path, `nothing fills in {${name}}`)),
    ),
  );
}

function checkMustSay(preset: Preset): CheckFinding[] {
  return Object.entries(preset.wording.mustSay).flatMap(([key, rule]) =>
    rule.templates.flatMap((template) =>
      (['zh', 'en'] as const).flatMap((language) => {
        const bodies = textsOf(preset, template).filter(
          (text) => text.language === language && text.path.at(-1) === 'body',
        );
        return bodies
          .filter(
            ({ text }) =>
              rule.anyOf[language].length > 0 && !rule.anyOf[language].some((phrase) => text.includes(phrase)),
          )
          .map(({ path }) =>
            wrong(path, `does not say any of ${rule.anyOf[language].join(', ')}, as wording.mustSay.${key} asks`),
          );
      }),
    ),
  );
}

function checkNeverSay(preset: Preset): CheckFinding[] {
  const toComplainants = Object.keys(preset.templates).filter(
    (key) => preset.templates[key]?.audience === 'complainant',
  );
  return toComplainants.flatMap((key) =>
    textsOf(preset, key).flatMap(({ path, language, text }) =>
      Object.entries(preset.wording.neverSay).flatMap(([rule, { phrases }]) =>
        phrases[language]
          .filter((phrase) => text.includes(phrase))
          .map((phrase) => wrong(path, `says ${phrase}, which wording.neverSay.${rule} forbids`)),
      ),
    ),
  );
}

function checkChannels(preset: Preset): CheckFinding[] {
  return Object.entries(preset.dispatching.copies).flatMap(([key, copy]) =>
    copy.channels
      .filter(
        (channel) =>
          preset.templates[copy.template] !== undefined && preset.templates[copy.template]?.[channel] === undefined,
      )
      .map((channel) =>
        wrong(['dispatching', 'copies', key, 'channels'], `template ${copy.template} has no text for ${channel}`),
      ),
  );
}
