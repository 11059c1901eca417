import type { GrayPage } from './gray-page.js';

/**
 * unreadable  nothing could be decoded
 *   encrypted   it wants a password
 *   too-large   it claims more dots than any page has
 *   damaged     no decoder could make anything of it
 *   too-long    the time or memory for it was used up
 */
export type DecodedPages =
  | {
      readonly kind: 'pages';
      readonly pages: readonly GrayPage[];
      /** Pages that the file has, more than `pages` where the limit cut them off. */
      readonly total: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: 'encrypted' | 'too-large' | 'damaged' | 'too-long' };
