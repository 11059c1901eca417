import { describe, expect, it } from '@jest/globals';
import { placeParts } from './place-parts.js';

describe('places as people write them', () => {
  it.each([
    ['6号楼2单元1801室', 'b6', 'b6r1801', 'b6u2r1801'],
    ['云湖花园6栋2单元1801', 'b6', 'b6r1801', 'b6u2r1801'],
    ['六号楼2单元1801', 'b6', 'b6r1801', 'b6u2r1801'],
    ['6-2-1801', 'b6', 'b6r1801', 'b6u2r1801'],
    ['6栋1801', 'b6', 'b6r1801', 'b6r1801'],
    ['二期6栋', 'p2b6', null, null],
    ['Block 6 Flat 1801', 'b6', 'b6r1801', 'b6r1801'],
    ['人民路店', '店:人民路店', null, null],
    ['人民路店3号', '店:人民路店', null, null],
    ['云湖花园', 'whole', null, null],
    ['1803室', null, 'r1803', 'r1803'],
    [null, null, null, null],
  ])('reads %s', (place, site, room, flat) => {
    expect(placeParts(place)).toEqual({ site, room, flat });
  });
});
