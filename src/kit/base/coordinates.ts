import type { Refusal } from "./errors.ts";
import { halfWidth, quoted } from "./text.ts";

/** A point as maps write it: longitude first, in degrees of WGS84 (CGCS2000 differs from it by centimetres). */
export type Point = readonly [longitude: number, latitude: number];

/** The mainland with its seas: outside of it a coordinate is a slip of the hand, or the two are the wrong way round. */
export const within = { longitude: [73, 136], latitude: [3, 54] } as const;

export const isWithin = ([longitude, latitude]: Point): boolean =>
  longitude >= within.longitude[0] &&
  longitude <= within.longitude[1] &&
  latitude >= within.latitude[0] &&
  latitude <= within.latitude[1];

/** 六位小数 is about a decimetre; what is finer is noise. */
export const degrees = (value: number): number => Math.round(value * 1e6) / 1e6;

const fewest = 3;
const most = 200;

/** 范围线: one point a line, or separated by semicolons, “经度,纬度”; an empty text is no outline. */
export function parseOutline(text: string): { points: Point[] } | Refusal {
  const lines = halfWidth(text)
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) return { points: [] };
  const points: Point[] = [];
  for (const [index, line] of lines.entries()) {
    const match = /^(-?\d{1,3}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)$/.exec(line);
    const wrong = (why: string): Refusal => ({
      code: "coordinates.point",
      message: `范围线第 ${index + 1} 个点${quoted(line)}${why}，请写成“经度,纬度”，例如 116.397,39.908`,
    });
    if (!match) return wrong("看不懂");
    const point: Point = [degrees(Number(match[1])), degrees(Number(match[2]))];
    if (!isWithin(point)) return wrong("不在中国境内，可能经度和纬度写反了");
    points.push(point);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (points.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]) points.pop();
  if (points.length < fewest)
    return { code: "coordinates.few", message: `范围线至少要 ${fewest} 个点，现在只有 ${points.length} 个` };
  if (points.length > most)
    return { code: "coordinates.many", message: `范围线最多 ${most} 个点，现在有 ${points.length} 个，请简化后再填` };
  return { points };
}

/** The middle of an outline: where its name is written. */
export function centerOf(points: readonly Point[]): Point {
  const sum = (at: 0 | 1) => points.reduce((total, point) => total + point[at], 0) / Math.max(points.length, 1);
  return [degrees(sum(0)), degrees(sum(1))];
}
