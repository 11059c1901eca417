import { z } from 'zod';
import { setting, urlOf, wholeNumber } from '#libs/config/setting.js';

/** Nothing secret in it, since urls are shown, and nothing behind the path, to which ours is added. */
function endpoint() {
  return urlOf('http', 'https').refine(
    (value) => {
      if (!URL.canParse(value)) {
        return true;
      }
      const { username, password, search, hash } = new URL(value);
      return `${username}${password}${search}${hash}` === '';
    },
    { error: 'must hold no user, password or query: give the key as REDRESS_OPINION_KEY' },
  );
}

/** Keys of the second opinion by an endpoint (docs/operations/second-opinion.md). Off unless a url is given. */
export const opinionSettings = {
  REDRESS_OPINION_URL: setting(endpoint().optional(), {
    meaning:
      'Endpoint that is asked for a second opinion: the base url of an OpenAI-compatible service, such as https://host/v1.',
    unit: 'url',
    consequence:
      'Left out: nobody is asked and no text leaves. Given: masked texts go there; name one that you may send them to.',
  }),
  REDRESS_OPINION_MODEL: setting(z.string().min(1).optional(), {
    meaning: 'Name of the model as the endpoint knows it.',
    unit: 'name',
    consequence: 'Needed with REDRESS_OPINION_URL.',
  }),
  REDRESS_OPINION_KEY: setting(z.string().min(1).optional(), {
    meaning: 'Key that the endpoint wants, sent as a bearer token.',
    unit: 'text',
    consequence: 'Left out: none is sent.',
    secret: true,
  }),
  REDRESS_OPINION_WHEN: setting(
    z.enum(['abstains', 'always'], { error: 'must be abstains or always' }).default('abstains'),
    {
      meaning: 'When it is asked: where the classifier abstains, or for every complaint.',
      unit: 'abstains | always',
      consequence:
        'always costs a call a complaint, and can only send more of them to the desk or raise them to major.',
    },
  ),
  REDRESS_OPINION_SECONDS: setting(wholeNumber({ min: 1, max: 50 }).default(20), {
    meaning:
      'Longest time that a complaint waits for the opinion, from its arrival at the classifier to the last byte.',
    unit: 's',
    consequence: 'Afterwards the local answer counts. Must be less than the wait of the preset (60 s).',
  }),
  REDRESS_OPINION_PER_HOUR: setting(wholeNumber({ min: 0, max: 100_000 }).default(60), {
    meaning: 'Most calls in an hour of business time, over all processes.',
    unit: 'calls',
    consequence: 'Beyond it the local answer counts.',
  }),
  REDRESS_OPINION_PER_DAY: setting(wholeNumber({ min: 0, max: 1_000_000 }).default(500), {
    meaning: 'Most calls in a day of business time, over all processes.',
    unit: 'calls',
    consequence: 'Beyond it the local answer counts.',
  }),
  REDRESS_OPINION_TRUST: setting(wholeNumber({ min: 50, max: 99 }).default(80), {
    meaning: 'How often the endpoint is taken to be right about a tag; the classifier weighs its own shares by it.',
    unit: '%',
    consequence:
      'Low: it decides less and the desk more. `bin/redress classifier report` shows how often people agreed with it.',
  }),
} as const;

const Shape = z.object(opinionSettings);

/** Adds the rule between url and model to a schema that holds them. */
export function withOpinionRule<Schema extends z.ZodObject<typeof opinionSettings>>(schema: Schema): Schema {
  return schema.refine(
    (values) => values.REDRESS_OPINION_URL === undefined || values.REDRESS_OPINION_MODEL !== undefined,
    {
      path: ['REDRESS_OPINION_MODEL'],
      error: 'is missing: REDRESS_OPINION_URL is set',
      when: () => true,
    },
  );
}

export const OpinionConfig = withOpinionRule(Shape);
export type OpinionConfig = z.infer<typeof OpinionConfig>;
