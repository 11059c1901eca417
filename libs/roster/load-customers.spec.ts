import { describe, expect, it } from '@jest/globals';
import { loadCustomers, readCustomers } from './load-customers.js';

describe('how many customers each unit has', () => {
  it('reads one file a unit, as the example has them', () => {
    expect(loadCustomers('config/customers').get('yunhu')).toMatchObject({ whole: 36, places: { '1号楼': 18 } });
  });

  it('names file and line of what is wrong', () => {
    const { faults } = readCustomers([
      { file: 'a.yaml', text: 'unit: a\ncounted: households\nwhole: 10\nplaces:\n  1号楼: 12\n' },
      { file: 'b.yaml', text: 'unit: a\ncounted: heads\nwhole: 0\n' },
      { file: 'c.yaml', text: 'unit: a\ncounted: households\nwhole: 3\n' },
    ]);
    expect(faults.map(({ at, message }) => `${at.file}:${String(at.line)}: ${message}`)).toEqual([
      'a.yaml:5: 1号楼 has 12, more than the whole of a',
      expect.stringContaining('b.yaml:2'),
      expect.stringContaining('b.yaml:3'),
      'c.yaml:1: a second file says how many there are in a',
    ]);
  });

  it('says what to set where the folder is missing', () => {
    expect(() => loadCustomers('config/no-such-folder')).toThrow(/REDRESS_CUSTOMERS/u);
  });
});
