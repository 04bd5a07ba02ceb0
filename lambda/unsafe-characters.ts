// Characters from files and people that are never shown as they are: what escapes them may differ, what they are doesn't.

/**
 * Controls, formats (bidi marks, zero-width), surrogates without their half, line and paragraph separators, private use
 * and noncharacters: what could forge a line, turn the reading direction, hide, or break UTF-8. By Unicode's general
 * categories (Unicode Standard, section 4.5). Characters that aren't assigned yet are not among them: which these are
 * depends on the runtime, and the same bytes must give the same text everywhere.
 */
export const UNSAFE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Noncharacter_Code_Point}]/gu;
