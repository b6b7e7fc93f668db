import { sumYuan } from "#kit/base/money.ts";
import type { ProjectsPack } from "../pack.ts";
import { sizesFrom } from "../rules.ts";
import { type Size, sizes, type Stage, stages, type Track } from "../words.ts";

/** What the database counts: projects of one track, stage and size. */
export interface Cell {
  track: Track;
  stage: Stage;
  size: Size;
  count: number;
  amount: string;
  unknownCount: number;
}

const sum = (cells: readonly Cell[]) => ({
  count: cells.reduce((total, cell) => total + cell.count, 0),
  amount: sumYuan(cells.map(({ amount }) => amount)),
  unknownCount: cells.reduce((total, cell) => total + cell.unknownCount, 0),
});

/**
 * 漏斗 out of the counted cells. 已到某阶段 goes by each track's own order, so it is what the list shows under the same filter;
 * a stage no track of these projects has is left out.
 */
export function funnelOf(cells: readonly Cell[], pack: ProjectsPack, only: Track | undefined) {
  const order = (track: Track, stage: Stage) =>
    pack.tracks[track]?.stages.findIndex(({ code }) => code === stage) ?? -1;
  const codes = (Object.keys(stages) as Stage[]).filter((stage) =>
    Object.entries(pack.tracks).some(
      ([track, packed]) => (!only || only === track) && packed.stages.some(({ code }) => code === stage),
    ),
  );
  const titleOf = (stage: Stage) =>
    (only && pack.tracks[only]?.stages.find(({ code }) => code === stage)?.title) || stages[stage];
  return {
    stages: codes.map((stage) => {
      const reached = cells.filter(
        ({ track, stage: at }) => order(track, stage) >= 0 && order(track, at) >= order(track, stage),
      );
      const { count: reachedCount, amount: reachedAmount } = sum(reached);
      const own = sum(cells.filter((cell) => cell.stage === stage));
      return { stage, title: titleOf(stage), ...own, reachedCount, reachedAmount };
    }),
    sizes: [...pack.sizes.bands.map(({ size, title }) => ({ size, title })), ...rest].map(({ size, title }) => ({
      size,
      title,
      ...sum(cells.filter((cell) => sizesFrom(pack.sizes, size).includes(cell.size))),
    })),
    total: sum(cells),
  };
}

const rest = (["below", "unknown"] as const).map((size) => ({ size, title: sizes[size] as string }));
