import { describe, expect, it } from '@jest/globals';
import { settledType, typeOfContent } from './type-of-content.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** The beginning of an archive whose first entry has this name, and its list of names at the end. */
function zip(...names: readonly string[]): Buffer {
  const entry = (name: string): Buffer =>
    Buffer.concat([
      hex('504b0304 1400 0000 0800 00000000 00000000 00000000 00000000'),
      nameLength(name),
      Buffer.from(name),
    ]);
  return Buffer.concat([...names.map(entry), Buffer.alloc(64), Buffer.from(names.join('PK'))]);
}

function nameLength(name: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt16LE(name.length);
  return length;
}

describe('the type of a file (issue 3 point 10)', () => {
  const types: readonly (readonly [string, Buffer, string | null])[] = [
    ['a photo', hex('ffd8ffe1 0018 45786966'), 'image/jpeg'],
    ['a screenshot', hex('89504e47 0d0a1a0a 0000000d'), 'image/png'],
    ['a fax', hex('49492a00 08000000'), 'image/tiff'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a PDF with a line before it', Buffer.from('@PJL JOB\r\n%PDF-1.4\n'), 'application/pdf'],
    [
      'a program',
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62)]),
      'application/vnd.microsoft.portable-executable',
    ],
    ['a program for Linux', hex('7f454c46 02010100'), 'application/x-elf'],
    ['a shortcut', hex('4c000000 01140200'), 'application/x-ms-shortcut'],
    ['a film of a phone', Buffer.from('\0\0\0\x18ftypmp42'), 'video/mp4'],
    ['a voice message', Buffer.from('#!AMR\n'), 'audio/amr'],
    ['an archive', zip('照片/1.jpg'), 'application/zip'],
    [
      'a Word document',
      zip('[Content_Types].xml', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'a spreadsheet',
      zip('[Content_Types].xml', 'xl/workbook.xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      'an old Word document',
      Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.alloc(500), Buffer.from('WordDocument', 'utf16le')]),
      'application/msword',
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><html>'), 'text/html'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'text/x-shellscript'],
    ['a text', Buffer.from('电梯又停了', 'utf8'), 'text/plain'],
    ['a text of Windows', Buffer.from([0xb5, 0xe7, 0xcc, 0xdd]), 'text/plain'],
    ['nothing', Buffer.alloc(0), null],
    ['anything else', hex('00010203 04050607'), null],
  ];

  it.each(types)('is seen of %s', (_what, content, type) => {
    expect(typeOfContent(content)).toBe(type);
  });

  it('is the content’s where name and sender say something else', () => {
    expect(settledType(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62)]), 'application/pdf')).toBe(
      'application/vnd.microsoft.portable-executable',
    );
    expect(settledType(Buffer.from('<html><script>'), 'image/png')).toBe('text/html');
  });

  it('is not believed where the content would have shown it', () => {
    expect(settledType(hex('00010203'), 'image/jpeg')).toBe('application/octet-stream');
  });

  it('is the sender’s word where the content shows none, or only that it is text', () => {
    expect(settledType(hex('00010203'), 'application/x-cad')).toBe('application/x-cad');
    expect(settledType(Buffer.from('姓名,电话\n'), 'text/csv')).toBe('text/csv');
  });
});
