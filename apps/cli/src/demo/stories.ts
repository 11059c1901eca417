import type { Stage } from './stage.js';
import { tellGeneral } from './story/a-general.story.js';
import { tellMajor } from './story/b-major.story.js';
import { tellInvalid } from './story/c-invalid.story.js';
import { tellNobody } from './story/d-nobody.story.js';
import { tellSms } from './story/e-sms.story.js';
import { tellEnglish } from './story/f-english.story.js';
import { tellNoClassifier } from './story/g-no-classifier.story.js';

/** The demo's chapters, in their order. */
export const stories: readonly ((stage: Stage) => Promise<void>)[] = [
  tellGeneral,
  tellMajor,
  tellInvalid,
  tellNobody,
  tellSms,
  tellEnglish,
  tellNoClassifier,
];
