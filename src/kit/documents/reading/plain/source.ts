/** A line of a text file as it stands there, indentation included. */
export interface SourceLine {
  /** 1-based. */
  number: number;
  text: string;
}

export function sourceLines(source: string): SourceLine[] {
  return source
    .replace(/^\ufeff/, "")
    .split(/\r\n?|\n/)
    .map((text, index) => ({ number: index + 1, text }));
}

export const isBlank = ({ text }: SourceLine): boolean => text.trim() === "";
