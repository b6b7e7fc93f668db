/**
 * 底图: an address of map tiles that the operator of the installation gives, with {z}, {x} and {y} in it. None is asked
 * for unless it was set. Null where none is; what cannot be one stops the start with a sentence.
 */
export function tilesOf(setting: string | undefined): { address: string; origin: string } | null {
  const address = setting?.trim();
  if (!address) return null;
  const wrong = (why: string) => new Error(`LUODI_TILES ${why}，例如 https://tiles.example.gov.cn/{z}/{x}/{y}.png`);
  if (!["{z}", "{x}", "{y}"].every((part) => address.split(part).length === 2)) throw wrong("应各含一个 {z}、{x}、{y}");
  const sample = address.replaceAll(/\{[zxy]\}/g, "0");
  if (!URL.canParse(sample)) throw wrong("不是网址");
  const url = new URL(sample);
  if (!["http:", "https:"].includes(url.protocol)) throw wrong("应为 http 或 https 地址");
  if (url.username || url.password) throw wrong("不能带用户名和密码");
  if (/[\s;,'"]/.test(address)) throw wrong("不能含空格、逗号、分号和引号");
  return { address, origin: url.origin };
}
