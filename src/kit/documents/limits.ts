import { Failure } from "#kit/base/errors.ts";

/** What an uploaded file may cost us, whoever made it. */
export interface Limits {
  /** Size of the file as it arrives. */
  bytes: number;
  /** Everything inside it together, once unpacked. */
  unpackedBytes: number;
  /** Unpacked : packed. An honest file stays below 60; a zip bomb is near 1,000. */
  ratio: number;
  /** Rows of one sheet that hold something, its title row included. */
  rows: number;
  columns: number;
  /** Characters in one cell; Excel itself holds no more. */
  characters: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: Limits = {
  bytes: 50 * mebibyte,
  unpackedBytes: 400 * mebibyte,
  ratio: 200,
  rows: 100_001,
  columns: 200,
  characters: 32_767,
};

/** 文书: what is read as text to the last word, not streamed into a table. */
export const documentLimits: Limits = { ...defaultLimits, bytes: 20 * mebibyte, rows: 10_001 };

/** A file we will not read: always a `refused`, never a fault, because a stranger's file cannot be our error. */
export function unreadable(code: string, message: string): Failure {
  return new Failure("refused", `workbook.${code}`, message);
}

export function broken(): Failure {
  return unreadable("broken", "文件已损坏或不完整，无法读取。请重新导出，或用 Office、WPS 打开后另存为新文件再上传");
}

export function swollen(): Failure {
  return unreadable("bomb", "文件解压后过大，为保护系统已停止读取。请删去多余的内容和空白格式，或分成几个文件再上传");
}

export function locked(): Failure {
  return unreadable("password", "文件有密码，无法读取。请在 Office 或 WPS 中取消密码后另存，再上传");
}

export function tooLong(place: string, limits: Limits): Failure {
  return unreadable("long", `${place}的文字超过 ${limits.characters} 字，请缩短后再上传`);
}

export function tooWide(place: string, limits: Limits): Failure {
  return unreadable("columns", `${place}超过 ${limits.columns} 列，请删去多余的列再上传`);
}
