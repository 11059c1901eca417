import { describe, expect, it } from '@jest/globals';
import { joinParts } from './join-parts.js';

const part = (index: number, text: string) => ({ deliveryId: String(index), index, text });

describe('a long text message', () => {
  it('is put together in its order, however its pieces came', () => {
    expect(joinParts([part(3, '没人管。'), part(1, '电梯坏了，'), part(2, '三天'), part(2, '三天')], 3)).toEqual({
      text: '电梯坏了，三天没人管。',
      complete: true,
    });
  });

  it('shows where a piece is missing', () => {
    expect(joinParts([part(2, '三天没人管。')], 3)).toEqual({ text: '[…]三天没人管。[…]', complete: false });
  });
});
