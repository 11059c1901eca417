import { contentSignatures } from './content-signatures.table.js';

/**
 * The media type that a file's first bytes show, whatever its name and its sender say; null where they show none.
 * Nothing is unpacked: what kind of archive it is stands in the name of its first entry. Pure.
 */
export function typeOfContent(content: Buffer): string | null {
  const found = contentSignatures.find(({ marks }) =>
    marks.every(({ at, bytes }) => content.subarray(at, at + bytes.length).equals(bytes)),
  );
  switch (found?.type) {
    case undefined:
      return isPdf(content) ? 'application/pdf' : typeOfText(content);
    case 'application/zip':
      return typeOfZip(content);
    case 'application/x-ole-storage':
      return typeOfOle(content);
    default:
      return found?.type ?? null;
  }
}

/** What a reader of the file may rely on: its content, or the sender's word where the content says nothing against it. */
export function settledType(content: Buffer, declared: string): string {
  const seen = typeOfContent(content);
  if (seen !== null) {
    return seen === 'text/plain' && declared.startsWith('text/') ? declared : seen;
  }
  return recognisable.has(declared) ? 'application/octet-stream' : declared;
}

/** Types that would have been seen, had the file been one. */
const recognisable: ReadonlySet<string> = new Set([
  ...contentSignatures.map(({ type }) => type),
  'application/pdf',
  'image/jpg',
  'text/plain',
  'text/html',
]);

/** Readers accept a PDF whose first bytes come later (ISO 32000-1, annex H): fax servers put lines before it. */
function isPdf(content: Buffer): boolean {
  return content.subarray(0, 1_024).includes('%PDF-');
}

const officeFolders: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

function typeOfZip(content: Buffer): string {
  const head = content.subarray(0, 4_096).toString('latin1');
  const tail = content.subarray(Math.max(0, content.length - 16_384)).toString('latin1');
  const openDocument = /^mimetype(?<type>application\/[a-z.+-]+)/u.exec(head.slice(30))?.groups?.['type'];
  if (openDocument !== undefined) {
    return openDocument;
  }
  if (head.includes('[Content_Types].xml') || tail.includes('[Content_Types].xml')) {
    return officeFolders.find(([folder]) => head.includes(folder) || tail.includes(folder))?.[1] ?? 'application/zip';
  }
  return tail.includes('META-INF/MANIFEST.MF') ? 'application/java-archive' : 'application/zip';
}

/** The old Office formats name their stream in UTF-16. */
function typeOfOle(content: Buffer): string {
  const has = (name: string): boolean => content.includes(Buffer.from(name, 'utf16le'));
  if (has('WordDocument')) {
    return 'application/msword';
  }
  if (has('Workbook')) {
    return 'application/vnd.ms-excel';
  }
  return has('PowerPoint Document') ? 'application/vnd.ms-powerpoint' : 'application/x-ole-storage';
}

function typeOfText(content: Buffer): string | null {
  if (content.length === 0) {
    return null;
  }
  const head = content.subarray(0, 4_096);
  if (head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))) {
    return null;
  }
  const text = head.toString('latin1').trimStart().toLowerCase();
  if (/^(?:<!doctype html|<html|<head|<body|<script)/u.test(text)) {
    return 'text/html';
  }
  return text.startsWith('#!') ? 'text/x-shellscript' : 'text/plain';
}
