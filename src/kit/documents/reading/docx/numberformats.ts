import { writeDigits, writeNumeral } from "#kit/base/numerals.ts";

/** From 1 on, one character each; beyond the last of them Word goes on in Arabic digits. */
const rows: Record<string, string> = {
  decimalEnclosedCircle: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
  decimalEnclosedCircleChinese: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
  decimalEnclosedParen: "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
  decimalEnclosedFullstop: "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
  ideographEnclosedCircle: "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
  ideographTraditional: "甲乙丙丁戊己庚辛壬癸",
  ideographZodiac: "子丑寅卯辰巳午未申酉戌亥",
};

const writers: Record<string, (value: number) => string> = {
  none: () => "",
  bullet: () => "",
  decimalZero: (value) => String(value).padStart(2, "0"),
  decimalFullWidth: (value) => String(value).replace(/\d/g, (digit) => "０１２３４５６７８９"[Number(digit)] ?? digit),
  numberInDash: (value) => `- ${value} -`,
  upperLetter: letters,
  lowerLetter: (value) => letters(value).toLowerCase(),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  chineseCountingThousand: (value) => writeNumeral(value),
  japaneseCounting: (value) => writeNumeral(value),
  // From 100 on these two put digits side by side: 一〇〇.
  chineseCounting: (value) => (value < 100 ? writeNumeral(value) : writeDigits(value)),
  taiwaneseCounting: (value) => (value < 100 ? writeNumeral(value) : writeDigits(value)),
  ideographDigital: writeDigits,
  japaneseDigitalTenThousand: writeDigits,
  chineseLegalSimplified: (value) => writeNumeral(value, "capital"),
  ideographLegalTraditional: (value) => writeNumeral(value, "capital"),
};

/** 编号格式: a number as Word prints it in one of its formats (w:numFmt); an unknown format counts in Arabic digits. */
export function writeNumber(value: number, format: string): string {
  const write = writers[format];
  if (write && value >= 0) return write(value);
  return [...(rows[format] ?? "")][value - 1] ?? String(value);
}

/** A … Z, AA, BB: Word repeats the letter. Thirty times is the most it prints. */
function letters(value: number): string {
  if (value < 1 || value > 26 * 30) return String(value);
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

const romans: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  let text = "";
  let rest = value;
  for (const [worth, letter] of romans) {
    text += letter.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}
