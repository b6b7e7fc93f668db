/*
 * 投影: Web Mercator, as map tiles have it, so that a 底图 lies under the marks exactly. The world is a square from 0 to 1;
 * a view says which point of it stands in the middle and how many pixels the whole square would be wide (256 · 2^zoom).
 */
export type Point = readonly [longitude: number, latitude: number];

export interface View {
  /** Middle, on the square. */
  x: number;
  y: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export const zooms = { least: 3, most: 19 } as const;

export function onSquare([longitude, latitude]: Point): { x: number; y: number } {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

const worldOf = (zoom: number): number => 256 * 2 ** zoom;

/** Where a point stands in the window, in pixels. */
export function onScreen(point: Point, view: View, { width, height }: Size): { x: number; y: number } {
  const world = worldOf(view.zoom);
  const { x, y } = onSquare(point);
  return { x: (x - view.x) * world + width / 2, y: (y - view.y) * world + height / 2 };
}

export const held = (zoom: number): number => Math.min(zooms.most, Math.max(zooms.least, zoom));

/** All of these points within the window, with room at the edge; one point alone as near as a neighbourhood. */
export function fit(points: readonly Point[], { width, height }: Size): View {
  const all = points.map(onSquare);
  if (all.length === 0) return { ...onSquare([104, 35]), zoom: 4 };
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const room = (pixels: number) => Math.max(pixels - 128, 64);
  const wide = Math.log2(room(width) / 256 / Math.max(right - left, 1e-9));
  const high = Math.log2(room(height) / 256 / Math.max(bottom - top, 1e-9));
  return { x: (left + right) / 2, y: (top + bottom) / 2, zoom: held(Math.min(wide, high, 16)) };
}

/** The window moved by so many pixels. */
export function moved(view: View, right: number, down: number): View {
  const world = worldOf(view.zoom);
  return { ...view, x: view.x + right / world, y: Math.min(1, Math.max(0, view.y + down / world)) };
}

/** Nearer or further, while the place under the pointer stays where it is. */
export function zoomed(view: View, by: number, at: { x: number; y: number }, { width, height }: Size): View {
  const zoom = held(view.zoom + by);
  const [before, after] = [worldOf(view.zoom), worldOf(zoom)];
  const [dx, dy] = [at.x - width / 2, at.y - height / 2];
  return { zoom, x: view.x + dx / before - dx / after, y: view.y + dy / before - dy / after };
}

export interface Cluster<T> {
  x: number;
  y: number;
  members: T[];
}

/** 聚合: what would cover each other is drawn as one, with its number. */
export function clustered<T extends { at: Point }>(
  all: readonly T[],
  view: View,
  size: Size,
  reach = 36,
): Cluster<T>[] {
  const cells = new Map<string, Cluster<T>[]>();
  const clusters: Cluster<T>[] = [];
  for (const each of all) {
    const { x, y } = onScreen(each.at, view, size);
    if (x < -reach || y < -reach || x > size.width + reach || y > size.height + reach) continue;
    const [column, row] = [Math.floor(x / reach), Math.floor(y / reach)];
    const near = [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${column + dx} ${row + dy}`) ?? []))
      .find((other) => Math.hypot(other.x - x, other.y - y) < reach);
    if (near) {
      near.members.push(each);
      continue;
    }
    const cluster = { x, y, members: [each] };
    clusters.push(cluster);
    cells.set(`${column} ${row}`, [...(cells.get(`${column} ${row}`) ?? []), cluster]);
  }
  return clusters;
}

/** Half the size of what stands on the map: a mark, a number of many; and a line of text below a mark. */
const marks = { one: 12, many: 18, text: { from: 13, to: 28 } } as const;
const textWidth = (text: string): number => [...text].reduce((sum, each) => sum + (each < "\u0100" ? 7 : 12), 0);

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** 写得下的名称: the clusters of one that may be named without covering a mark or another name; `first` comes before the rest. */
export function named<T extends { id: string; name: string }>(
  clusters: readonly Cluster<T>[],
  { width }: Size,
  first: string | null,
): Set<string> {
  const around = ({ x, y, members }: Cluster<T>): Box => {
    const half = members.length > 1 ? marks.many : marks.one;
    return { left: x - half, right: x + half, top: y - half, bottom: y + half };
  };
  const below = ({ x, y }: Cluster<T>, name: string): Box => {
    const half = textWidth(name) / 2 + 2;
    return { left: x - half, right: x + half, top: y + marks.text.from, bottom: y + marks.text.to };
  };
  const taken = clusters.map(around);
  const all = clusters.flatMap((cluster) => {
    const [one, ...others] = cluster.members;
    return one && others.length === 0 ? [{ ...one, box: below(cluster, one.name) }] : [];
  });
  const names = new Set<string>();
  for (const { id, box } of all.toSorted((a, b) => Number(b.id === first) - Number(a.id === first))) {
    const isWhole = box.left >= 0 && box.right <= width;
    if (id !== first && (!isWhole || taken.some((other) => meet(box, other)))) continue;
    taken.push(box);
    names.add(id);
  }
  return names;
}

/** 比例尺: a round length of about a hundred pixels. */
export function scaleOf(view: View): { pixels: number; text: string } {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - 2 * view.y)));
  const metersPerPixel = (40_075_016.7 * Math.cos(latitude)) / worldOf(view.zoom);
  const wanted = metersPerPixel * 100;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const meters = ([5, 2, 1].find((each) => each * power <= wanted) ?? 1) * power;
  return { pixels: meters / metersPerPixel, text: meters >= 1000 ? `${meters / 1000} 公里` : `${meters} 米` };
}

/** The tiles that cover the window, each with its place in pixels. */
export function tilesIn(view: View, { width, height }: Size) {
  const zoom = Math.round(view.zoom);
  const side = worldOf(view.zoom) / 2 ** zoom;
  const count = 2 ** zoom;
  const [left, top] = [view.x * count - width / 2 / side, view.y * count - height / 2 / side];
  const tiles = [];
  for (let x = Math.floor(left); x < left + width / side; x++)
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(count, top + height / side); y++)
      tiles.push({
        z: zoom,
        x: ((x % count) + count) % count,
        y,
        left: (x - left) * side,
        top: (y - top) * side,
        side,
      });
  return tiles;
}
