// What a file is by its content, for those that are no CSV: named, with advice what to do instead.

interface FileKind {
  readonly name: string;
  readonly advice: string;
}

const EXPORT = 'export it as CSV (in a spreadsheet: Save as, CSV UTF-8)';
const UNPACK = 'upload the CSV inside it, plain or as .csv.gz';
const FETCH = 'whatever fetched it saved something else than the export; fetch it again';

/** Bytes at the start that decide; tar has its mark furthest in, at 257 (POSIX.1, pax/ustar header). */
export const SIGNATURE_BYTES = 512;

const TAR_MARK = 'ustar';
const TAR_MARK_AT = 257;

const SIGNATURES: readonly (readonly [string, string, string, number?])[] = [
  ['PK\x05\x06', 'an empty zip archive', UNPACK],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office file (xls or doc)', EXPORT],
  ['%PDF', 'a PDF', 'export the table as CSV'],
  ['%!PS', 'a PostScript file', 'export the table as CSV'],
  ['{\\rtf', 'a rich text document', 'export the table as CSV'],
  ['\x89PNG', 'a PNG image', 'export the table as CSV'],
  ['\xff\xd8\xff', 'a JPEG image', 'export the table as CSV'],
  ['GIF8', 'a GIF image', 'export the table as CSV'],
  ['RIFF', 'a RIFF file (image, sound or film)', 'export the table as CSV'],
  ['II*\x00', 'a TIFF image', 'export the table as CSV'],
  ['MM\x00*', 'a TIFF image', 'export the table as CSV'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive', UNPACK],
  ['Rar!\x1a\x07', 'a RAR archive', UNPACK],
  ['BZh', 'a bzip2 archive', UNPACK],
  ['\xfd7zXZ\x00', 'an xz archive', UNPACK],
  ['\x28\xb5\x2f\xfd', 'a zstd archive', UNPACK],
  ['\x04\x22\x4d\x18', 'an lz4 archive', UNPACK],
  [TAR_MARK, 'a tar archive', UNPACK, TAR_MARK_AT],
  ['PAR1', 'a Parquet file', EXPORT],
  ['Obj\x01', 'an Avro file', EXPORT],
  ['SQLite format 3\x00', 'an SQLite database', EXPORT],
  ['\x7fELF', 'a program', 'upload the export instead'],
  ['MZ\x90\x00', 'a program', 'upload the export instead'],
];

/** Bytes that files with a signature begin with: a quick look that spares most files the rest. */
const FIRST_BYTES = new Set(['P', ...SIGNATURES.map(([mark]) => mark)].map((mark) => mark.charCodeAt(0)));

/** Is it gzip? (RFC 1952, section 2.3.1: ID1, ID2.) */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The kind of a binary file by its signature; null where none is known. */
export function binaryKind(head: Uint8Array): FileKind | null {
  if (!FIRST_BYTES.has(head[0] ?? 0) && head[TAR_MARK_AT] !== TAR_MARK.charCodeAt(0)) return null;
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, SIGNATURE_BYTES)).toString('latin1');
  if (text.startsWith('PK\x03\x04')) return zipKind(text);
  const found = SIGNATURES.find(([mark, , , offset = 0]) => text.startsWith(mark, offset));
  return found === undefined ? null : { name: found[1], advice: found[2] };
}

/** The kind of a text file in which no header was found; null where it's just text. */
export function textKind(text: string): FileKind | null {
  const start = text.trimStart().slice(0, 4_096);
  if (/^<(!doctype\s+html|html|head|body|script|table|div|p|meta|title|center|h1)\b/i.test(start)) {
    return { name: 'a web page (HTML)', advice: FETCH };
  }
  if (/^<\?xml|^<[a-z_!][\w:.-]*[\s/>]/i.test(start))
    return { name: 'XML', advice: /<Error>/.test(start) ? FETCH : EXPORT };
  if (/^\{\s*("|\}|$)/.test(start) || /^\[\s*([[{"\]\d-]|$)/.test(start)) return { name: 'JSON', advice: EXPORT };
  if (/^(insert\s+into|create\s+table|select\s)/i.test(start)) return { name: 'SQL', advice: EXPORT };
  if (/^-----BEGIN /.test(start))
    return { name: 'a key or a certificate', advice: 'remove it from the inbox, and upload the export' };
  return null;
}

function zipKind(text: string): FileKind {
  if (/xl\/|\[Content_Types\]|docProps\//.test(text)) return { name: 'an Excel workbook (xlsx)', advice: EXPORT };
  if (text.includes('opendocument.spreadsheet')) return { name: 'an OpenDocument spreadsheet (ods)', advice: EXPORT };
  return { name: 'a zip archive', advice: UNPACK };
}
