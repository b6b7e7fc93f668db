/** 纸面: A4 and what is left white around the type area, in points. */
export interface PageSetup {
  width: number;
  height: number;
  top: number;
  bottom: number;
  inside: number;
  outside: number;
  /** Width of the type area. */
  room: number;
}

const points = (millimeters: number) => (millimeters * 72) / 25.4;
const [shorter, longer] = [points(210), points(297)];

interface Margins {
  top: number;
  bottom: number;
  inside: number;
  outside: number;
}

/** 天头 37 mm, 订口 28 mm, type area 156 × 225 mm; lying, the same margins turned with the paper. */
const official: Margins = { top: 37, bottom: 35, inside: 28, outside: 26 };
const officialLandscape: Margins = { top: 28, bottom: 26, inside: 37, outside: 35 };
/** 单页: handed out, not bound. */
const narrow: Margins = { top: 20, bottom: 18, inside: 20, outside: 20 };

export function pageOf({
  isLandscape = false,
  isOnePage = false,
}: {
  isLandscape?: boolean;
  isOnePage?: boolean;
}): PageSetup {
  const margins = isOnePage ? narrow : isLandscape ? officialLandscape : official;
  const [width, height] = isLandscape ? [longer, shorter] : [shorter, longer];
  const [top, bottom, inside, outside] = [margins.top, margins.bottom, margins.inside, margins.outside].map(points) as [
    number,
    number,
    number,
    number,
  ];
  return { width, height, top, bottom, inside, outside, room: width - inside - outside };
}
