// Text as ASCII, for SNS subjects: letters lose their accents, punctuation its curls, the rest becomes `?`.

/** What Unicode's compatibility decomposition doesn't bring down to ASCII. */
const SPELLED: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ð: 'D',
  ð: 'd',
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
  Þ: 'Th',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '€': 'EUR',
};

/** `text` in printable ASCII (U+0020…U+007E): `Praça São João` → `Praca Sao Joao`; what has no likeness is `?`. */
export function ascii(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKD').replace(/\p{M}/gu, '')) {
    folded += isPrintableAscii(character) ? character : (SPELLED[character] ?? '?');
  }
  return folded;
}

function isPrintableAscii(character: string): boolean {
  return character >= ' ' && character <= '~';
}
