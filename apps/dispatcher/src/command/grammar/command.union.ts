import type { Tag } from '#libs/contracts/vocabulary.js';

/** A command as a person wrote it, understood but not yet judged. Free texts are as written, trimmed. */
export type Command =
  | { readonly verb: 'accept' }
  | { readonly verb: 'contacted'; readonly outcome: string }
  | {
      readonly verb: 'plan';
      readonly person: string | null;
      readonly measures: string | null;
      readonly limit: string | null;
      /** All that was written after the verb: a preset may ask for further parts (ME-2.1). */
      readonly whole: string;
    }
  | { readonly verb: 'reply'; readonly text: string }
  | { readonly verb: 'transfer'; readonly to: string; readonly reason: string }
  | { readonly verb: 'extend'; readonly by: string; readonly reason: string }
  | { readonly verb: 'opinion'; readonly favourable: boolean | null; readonly text: string }
  | { readonly verb: 'approve'; readonly text: string }
  | { readonly verb: 'reject'; readonly reason: string }
  | { readonly verb: 'done'; readonly result: string }
  | { readonly verb: 'refer'; readonly text: string }
  | { readonly verb: 'invalid'; readonly reason: string }
  | { readonly verb: 'valid'; readonly reason: string }
  | { readonly verb: 'tag'; readonly tag: Exclude<Tag, 'invalid'>; readonly reason: string }
  | { readonly verb: 'category'; readonly category: string }
  | { readonly verb: 'pause'; readonly reason: string }
  | { readonly verb: 'resume'; readonly reason: string }
  | { readonly verb: 'acknowledge' }
  | { readonly verb: 'findings'; readonly text: string }
  | { readonly verb: 'rectification'; readonly text: string }
  | { readonly verb: 'opinion-item'; readonly text: string }
  | { readonly verb: 'task'; readonly text: string }
  | { readonly verb: 'suspend'; readonly reason: string }
  | { readonly verb: 'lift'; readonly reason: string }
  | { readonly verb: 'merge'; readonly number: string; readonly reason: string }
  | { readonly verb: 'link'; readonly number: string; readonly reason: string }
  | { readonly verb: 'transcribe'; readonly text: string }
  | { readonly verb: 'confirm' }
  | { readonly verb: 'note'; readonly text: string }
  | { readonly verb: 'undo' }
  | { readonly verb: 'help' };

export type Verb = Command['verb'];

/** Words of the full vocabulary that this version files as a note, saying so in the receipt. */
export type UnavailableVerb = 'leave';
