// How large an input may be. Each limit is decided while streaming, before memory is filled.

const KIB = 1024;
const MIB = 1024 * KIB;

/** Bytes as stored. A checkout-day is about 1 KB, so this is some 60,000 of them uncompressed. */
export const MAX_STORED_BYTES = 64 * MIB;

/** Bytes after decompression: deflate packs at most 1032:1 (zlib.net/zlib_tech.html), which makes bombs cheap to send. */
export const MAX_PLAIN_BYTES = 128 * MIB;

/** Characters of one physical line, and of one record with line breaks in quotes. A documented row has about 40. */
export const MAX_LINE_CHARS = 256 * KIB;

/** Physical lines of one record: more line breaks in quotes than that are an unclosed quote. */
export const MAX_RECORD_LINES = 20;

/** Columns of the header. Eight are known. */
export const MAX_COLUMNS = 1_000;

/** Physical lines, blank ones and comments among them. */
export const MAX_LINES = 3_000_000;

/** Records after the header: as many as 60,000 days of 25 hours have. */
export const MAX_ROWS = 1_500_000;

/** Distinct checkout-days: each costs about 1.5 KB while it's open, and all may be open at once. */
export const MAX_CHECKOUT_DAYS = 60_000;

/** Characters of a checkout's id: it becomes part of an object key of at most 1024 bytes. */
export const MAX_CHECKOUT_CHARS = 128;

/** The header is looked for in this many lines. */
export const HEADER_WITHIN_LINES = 100;

/** Up to this many characters the rows are kept in memory between the two passes; larger files are read twice. */
export const KEPT_CHARS = MIB;

/** Findings of one code that are listed per checkout-day; the rest are counted. */
export const MAX_FINDINGS_PER_CODE = 30;

/** Findings that all open days together list, beyond the first of each code: some 300 bytes each. */
export const MAX_LISTED_FINDINGS = 50_000;
