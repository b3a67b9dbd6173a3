/* Codes of the characters that mean something to JSON and HCL. */

/** What stands behind the last character. */
export const end = -1;
export const tab = 9;
export const newline = 10;
export const carriageReturn = 13;
export const space = 32;
export const bang = 33;
export const quote = 34;
export const hash = 35;
export const dollar = 36;
export const percent = 37;
export const apostrophe = 39;
export const openParenthesis = 40;
export const closeParenthesis = 41;
export const star = 42;
export const plus = 43;
export const comma = 44;
export const dash = 45;
export const dot = 46;
export const slash = 47;
export const zero = 48;
export const nine = 57;
export const colon = 58;
export const less = 60;
export const equals = 61;
export const greater = 62;
export const question = 63;
export const openBracket = 91;
export const backslash = 92;
export const closeBracket = 93;
export const underscore = 95;
export const lowerE = 101;
export const openBrace = 123;
export const closeBrace = 125;
export const tilde = 126;
export const byteOrderMark = 0xfeff;
