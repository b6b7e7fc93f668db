/*
 * 公文格式 (GB/T 9704-2012) as styles: 3号仿宋, 2号小标宋 for the title, 黑体 and 楷体 for the first two levels.
 *
 * A page of the standard holds 22 lines of 28 characters in an area of 156 × 225 mm. That makes a line of 28.95 pt (579 twips;
 * 580, the usual 29 pt, would lose the last line) and characters 0.2 pt closer than 16 pt sets them.
 */
import { declaration, wordNamespaces } from "./markup.ts";

const fonts = { body: "仿宋_GB2312", title: "方正小标宋简体", first: "黑体", second: "楷体_GB2312", folio: "宋体" };

/** In half points: 字号. */
const sizes = { second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21 };

/** 行距: 225 mm ÷ 22, rounded down to whole twips. */
export const linePitch = 579;
/** In 1/4096 pt: 156 mm ÷ 28 less 16 pt, rounded so that 28 characters fit. */
export const charSpace = -842;
/** 版心宽度 156 mm */
export const textWidth = 8845;
/** In tables 小四, in twips. */
export const tableCharacter = sizes.smallFourth * 10;

/** One font for Chinese and Latin: 仿宋 sets digits half wide, and Chinese quotation marks stay Chinese. */
function font(name: string): string {
  return `<w:rFonts w:hint="eastAsia" w:ascii="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:cs="${name}"/>`;
}

function size(halfPoints: number): string {
  return `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
}

interface Look {
  basedOn?: string;
  next?: string;
  paragraph?: string;
  run?: string;
  isCustom?: boolean;
}

function style(id: string, name: string, { basedOn, next, paragraph, run, isCustom }: Look): string {
  const kind = isCustom ? 'w:type="paragraph" w:customStyle="1"' : 'w:type="paragraph"';
  const links = `${basedOn ? `<w:basedOn w:val="${basedOn}"/>` : ""}${next ? `<w:next w:val="${next}"/>` : ""}`;
  const looks = `${paragraph ? `<w:pPr>${paragraph}</w:pPr>` : ""}${run ? `<w:rPr>${run}</w:rPr>` : ""}`;
  return `<w:style ${kind} w:styleId="${id}"><w:name w:val="${name}"/>${links}<w:qFormat/>${looks}</w:style>`;
}

const twoCharacters = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';
const ownGrid = '<w:snapToGrid w:val="0"/>';
const natural = '<w:spacing w:line="240" w:lineRule="auto"/>';

/** 一、 in 黑体, （一） in 楷体, from 1. on in 仿宋 like the text. */
function headings(): string[] {
  return Array.from({ length: 9 }, (_, index) => {
    const run = index < 2 ? font(index === 0 ? fonts.first : fonts.second) : "";
    const paragraph = `<w:keepNext/><w:keepLines/>${twoCharacters}<w:outlineLvl w:val="${index}"/>`;
    return style(`Heading${index + 1}`, `heading ${index + 1}`, {
      basedOn: "Normal",
      next: "BodyText",
      paragraph,
      run,
    });
  });
}

const paragraphStyles = [
  `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:spacing w:line="${linePitch}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>`,
  style("BodyText", "Body Text", { basedOn: "Normal", paragraph: twoCharacters }),
  // Tells a reader of this file that a short numbered line is no heading all the same.
  style("PlainBody", "正文（非标题）", { basedOn: "BodyText", isCustom: true }),
  style("Title", "Title", {
    basedOn: "Normal",
    next: "BodyText",
    paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:after="${linePitch}"/><w:contextualSpacing/><w:jc w:val="center"/>`,
    run: font(fonts.title) + size(sizes.second),
  }),
  ...headings(),
  style("ListBullet", "List Bullet", { basedOn: "Normal" }),
  style("ListNumber", "List Number", { basedOn: "Normal" }),
  style("Caption", "caption", {
    basedOn: "Normal",
    paragraph: '<w:keepNext/><w:jc w:val="center"/>',
    run: font(fonts.first) + size(sizes.fourth),
  }),
  style("UnitLine", "表格单位", {
    basedOn: "Normal",
    paragraph: '<w:keepNext/><w:jc w:val="right"/>',
    run: size(sizes.smallFourth),
    isCustom: true,
  }),
  style("TableContents", "Table Contents", {
    basedOn: "Normal",
    paragraph: `${ownGrid}<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>`,
    run: `${ownGrid}${size(sizes.smallFourth)}`,
    isCustom: true,
  }),
  style("TableHeading", "Table Heading", {
    basedOn: "TableContents",
    paragraph: '<w:jc w:val="center"/>',
    run: font(fonts.first),
    isCustom: true,
  }),
  style("FootnoteText", "footnote text", {
    basedOn: "Normal",
    paragraph: `${ownGrid}${natural}<w:jc w:val="left"/>`,
    run: `${ownGrid}${size(sizes.fifth)}`,
  }),
  style("Header", "header", {
    basedOn: "Normal",
    paragraph: `${ownGrid}${natural}<w:jc w:val="center"/>`,
    run: `${ownGrid}${size(sizes.fifth)}`,
  }),
  style("Footer", "footer", {
    basedOn: "Normal",
    paragraph: `${ownGrid}${natural}`,
    run: `${font(fonts.folio)}${ownGrid}${size(sizes.fourth)}`,
  }),
];

const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
const margin =
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>';
const otherStyles = [
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
  `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>${margin}</w:tblPr></w:style>`,
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("")}</w:tblBorders></w:tblPr></w:style>`,
  '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
];

export const stylesXml = `${declaration}<w:styles ${wordNamespaces}><w:docDefaults><w:rPrDefault><w:rPr>${font(fonts.body)}${size(sizes.third)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>${[...paragraphStyles, ...otherStyles].join("")}</w:styles>`;

/** 字体: a computer without the 公文 fonts is told which of its own to take. */
const substitutes: [name: string, substitute: string | null, family: string, pitch: string][] = [
  [fonts.body, "仿宋", "modern", "fixed"],
  [fonts.second, "楷体", "modern", "fixed"],
  [fonts.title, "宋体", "auto", "variable"],
  [fonts.first, "SimHei", "modern", "fixed"],
  [fonts.folio, "SimSun", "auto", "variable"],
];

export const fontsXml = `${declaration}<w:fonts ${wordNamespaces}>${substitutes
  .map(
    ([name, substitute, family, pitch]) =>
      `<w:font w:name="${name}"><w:altName w:val="${substitute}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="${pitch}"/></w:font>`,
  )
  .join("")}</w:fonts>`;
