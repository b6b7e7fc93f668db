import { describe, expect, test } from "vitest";
import {
  clustered,
  fit,
  moved,
  named,
  onScreen,
  onSquare,
  type Point,
  scaleOf,
  tilesIn,
  zoomed,
  zooms,
} from "./projection.ts";

const size = { width: 800, height: 600 };
const corners: Point[] = [
  [90.1, 40.1],
  [90.4, 40.3],
];

describe("投影", () => {
  test("赤道与本初子午线在正中；纬度越高越靠上", () => {
    expect(onSquare([0, 0])).toEqual({ x: 0.5, y: 0.5 });
    expect(onSquare([0, 40]).y).toBeLessThan(onSquare([0, 30]).y);
  });

  test("看全部：每一点都在窗口里，中间那点在正中", () => {
    const view = fit(corners, size);
    for (const point of corners) {
      const { x, y } = onScreen(point, view, size);
      expect(x > 0 && x < size.width && y > 0 && y < size.height).toBe(true);
    }
    expect(onScreen([90.25, 40.2], view, size).x).toBeCloseTo(400, 0);
    expect(fit([], size).zoom).toBe(4);
    expect(fit([[90, 40]], size).zoom).toBe(16);
  });

  test("放大时指针下的地方不动；放到头就停", () => {
    const view = fit(corners, size);
    const at = onScreen([90.3, 40.15], view, size);
    const nearer = onScreen([90.3, 40.15], zoomed(view, 1.5, at, size), size);
    expect([nearer.x, nearer.y].map(Math.round)).toEqual([at.x, at.y].map(Math.round));
    expect(zoomed(view, 99, at, size).zoom).toBe(zooms.most);
  });

  test("拖多少像素就移多少像素", () => {
    const view = fit(corners, size);
    const [before, after] = [view, moved(view, 100, -40)].map((each) => onScreen([90.2, 40.2], each, size));
    expect(Math.round((before?.x ?? 0) - (after?.x ?? 0))).toBe(100);
    expect(Math.round((after?.y ?? 0) - (before?.y ?? 0))).toBe(40);
  });
});

describe("聚合", () => {
  const places = Array.from({ length: 40 }, (_, i) => ({ at: [90.1 + i * 0.001, 40.2] as Point }));

  test("远看合成一团，个数不多不少；近看散开", () => {
    const far = clustered(places, fit(corners, size), size);
    expect(far.length).toBeLessThan(40);
    expect(far.reduce((sum, { members }) => sum + members.length, 0)).toBe(40);
    const near = clustered(
      places,
      fit(
        places.slice(0, 3).map(({ at }) => at),
        size,
      ),
      size,
    );
    expect(near.every(({ members }) => members.length === 1)).toBe(true);
  });
});

describe("名称", () => {
  const one = (id: string, x: number, y: number, name = "示例先进制造产业园") => ({ x, y, members: [{ id, name }] });
  const shown = (clusters: Parameters<typeof named>[0], first: string | null = null) =>
    [...named(clusters, size, first)].sort();

  test("互不遮挡才都写；挨着的只写一个，选中的先写", () => {
    expect(shown([one("a", 200, 200), one("b", 400, 200)])).toEqual(["a", "b"]);
    expect(shown([one("a", 200, 200), one("b", 260, 200)])).toEqual(["a"]);
    expect(shown([one("a", 200, 200), one("b", 260, 200)], "b")).toEqual(["b"]);
  });

  test("不压住别的图标和数字；写不下一整个的不写；聚在一起的不写", () => {
    const many = { x: 200, y: 230, members: [one("c", 0, 0), one("d", 0, 0)].flatMap(({ members }) => members) };
    expect(shown([one("a", 200, 200), many])).toEqual([]);
    expect(shown([one("a", 20, 200), one("b", 790, 300)])).toEqual([]);
    expect(shown([one("a", 20, 200, "甲")])).toEqual(["a"]);
  });
});

test("比例尺是整数；底图的块正好铺满窗口", () => {
  const view = fit(corners, size);
  expect(scaleOf(view).text).toMatch(/^[125]0* (?:公里|米)$/);
  const tiles = tilesIn(view, size);
  expect(Math.min(...tiles.map(({ left }) => left))).toBeLessThanOrEqual(0);
  expect(Math.max(...tiles.map(({ left, side }) => left + side))).toBeGreaterThanOrEqual(size.width);
});
