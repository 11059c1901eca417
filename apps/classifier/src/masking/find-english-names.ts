import type { PersonalFind } from './personal-find.js';

const capitalised = "[A-Z][A-Za-z'’-]{1,24}";
const englishTitled = new RegExp(
  `(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Mister|Uncle|Auntie)\\.? (${capitalised}(?: ${capitalised}){0,2})`,
  'gu',
);
const englishCued = new RegExp(
  `(?:[Mm]y name is|I am|I'm|[Tt]his is|[Nn]amed?:?|[Cc]ontact:?|called|[Rr]egards,?|[Ss]incerely,?|[Tt]hanks,?|[Tt]hank you,?|[Yy]ours(?: truly| faithfully)?,?|[Cc]heers,?|[Bb]est,?|[Ss]igned,?|manager|guard|technician|engineer|clerk|driver|cashier|receptionist|husband|wife|son|daughter)[\\s:,-]{1,4}(${capitalised}(?: (?:[A-Z]\\.? )?${capitalised}){0,2})`,
  'gu',
);
/** J. K. Morrison */
const initialled = new RegExp(`(?<![A-Za-z])((?:[A-Z]\\. ?){1,3}${capitalised})`, 'gu');
/** my name is jake o'neill, as people write on the phone. */
const uncapitalised =
  /(?:my name(?: is|'s)|named|signed:?)[ ,:\n-]{1,3}([a-z]{2,20}(?: [a-z]['’]?[a-z]{2,20})?)(?=[.,;!\n]|$)/giu;
/** The last word of all: 可以吗？Eric */
const last = new RegExp(`(?<=[。.!?！？…\\n] {0,2})(${capitalised}(?: ${capitalised}){0,2})[ .]*$`, 'gu');
const englishSigned = new RegExp(
  `(?<=\\n)[-– ]{0,3}(${capitalised}(?: [A-Z]\\.?)?(?: ${capitalised}){0,2})[ .]*(?=$|\\n)`,
  'gu',
);
const notAName =
  /^(?:The|This|That|There|Then|They|Please|Very|Not|No|Dear|Sir|Madam|Hello|Hi|We|It|In|On|At|An|And|But|So|Writing|Owner|Customer|Complaint|Order|Contract|Team|Management|Thanks?|Regards|Sincerely|Best|Yours)\b/u;

/** Names of people in English, by cue, title and signature. */
export function findEnglishNames(text: string): PersonalFind[] {
  return [englishTitled, englishCued, englishSigned, initialled, uncapitalised, last].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): PersonalFind[] => {
      const name = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(name);
      const bare = name.replace(/^(?:[A-Z]\. ?)+/u, '');
      return notAName.test(bare) ? [] : [{ kind: 'person', start, end: start + name.length }];
    }),
  );
}
