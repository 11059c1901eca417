/** Bytes by which a file shows its type; all marks of a line must be there. Earlier lines go first. */
export interface ContentSignature {
  readonly type: string;
  readonly marks: readonly { readonly at: number; readonly bytes: Buffer }[];
}

function bytes(type: string, hex: string, at = 0): ContentSignature {
  return { type, marks: [{ at, bytes: Buffer.from(hex.replaceAll(' ', ''), 'hex') }] };
}

function letters(type: string, ...marks: readonly (readonly [at: number, text: string])[]): ContentSignature {
  return { type, marks: marks.map(([at, text]) => ({ at, bytes: Buffer.from(text, 'latin1') })) };
}

export const contentSignatures: readonly ContentSignature[] = [
  letters('application/pdf', [0, '%PDF-']),
  bytes('image/tiff', '49 49 2a 00'),
  bytes('image/tiff', '4d 4d 00 2a'),
  bytes('image/png', '89 50 4e 47 0d 0a 1a 0a'),
  bytes('image/jpeg', 'ff d8 ff'),
  letters('image/gif', [0, 'GIF8']),
  letters('image/webp', [0, 'RIFF'], [8, 'WEBP']),
  letters('image/bmp', [0, 'BM'], [6, '\0\0\0\0']),
  letters('image/heic', [4, 'ftypheic']),
  letters('image/heic', [4, 'ftypheix']),
  letters('image/heic', [4, 'ftypmif1']),
  letters('image/avif', [4, 'ftypavif']),
  letters('image/vnd.adobe.photoshop', [0, '8BPS']),
  letters('video/quicktime', [4, 'ftypqt  ']),
  letters('video/3gpp', [4, 'ftyp3g']),
  letters('audio/mp4', [4, 'ftypM4A']),
  letters('video/mp4', [4, 'ftyp']),
  letters('video/x-msvideo', [0, 'RIFF'], [8, 'AVI ']),
  bytes('video/webm', '1a 45 df a3'),
  bytes('video/x-flv', '46 4c 56 01'),
  letters('audio/wav', [0, 'RIFF'], [8, 'WAVE']),
  letters('audio/mpeg', [0, 'ID3']),
  bytes('audio/mpeg', 'ff fb'),
  bytes('audio/mpeg', 'ff f3'),
  letters('audio/amr', [0, '#!AMR']),
  letters('audio/ogg', [0, 'OggS']),
  letters('audio/flac', [0, 'fLaC']),
  bytes('application/zip', '50 4b 03 04'),
  bytes('application/zip', '50 4b 05 06'),
  bytes('application/vnd.rar', '52 61 72 21 1a 07'),
  bytes('application/x-7z-compressed', '37 7a bc af 27 1c'),
  bytes('application/gzip', '1f 8b'),
  letters('application/x-bzip2', [0, 'BZh']),
  bytes('application/x-xz', 'fd 37 7a 58 5a 00'),
  letters('application/x-tar', [257, 'ustar']),
  letters('application/x-iso9660-image', [0x8001, 'CD001']),
  letters('application/vnd.ms-cab-compressed', [0, 'MSCF']),
  bytes('application/x-ole-storage', 'd0 cf 11 e0 a1 b1 1a e1'),
  letters('application/rtf', [0, '{\\rtf']),
  bytes('application/x-ms-shortcut', '4c 00 00 00 01 14 02 00'),
  letters('application/vnd.microsoft.portable-executable', [0, 'MZ']),
  bytes('application/x-elf', '7f 45 4c 46'),
  bytes('application/x-mach-binary', 'cf fa ed fe'),
  bytes('application/java-vm', 'ca fe ba be'),
  letters('application/postscript', [0, '%!PS']),
  letters('text/calendar', [0, 'BEGIN:VCALENDAR']),
  letters('text/vcard', [0, 'BEGIN:VCARD']),
];
