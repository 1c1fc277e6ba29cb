/** Begins the words of a figure of a PDF that is a formula; an invisible sign, which no author types. */
export const formulaMark = '\u2063';
