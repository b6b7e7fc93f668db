import { AimOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { stateWord } from "../../rules.ts";
import { siteKinds } from "../../words.ts";
import type { MapSite } from "../contract.ts";
import { type Cluster, clustered, named, onScreen, scaleOf, tilesIn, zooms } from "./projection.ts";
import { useMapView } from "./useMapView.ts";
import "./map.css";

interface SiteMapProps {
  sites: MapSite[];
  tiles: string | null;
  /** The place that stands out, and is brought into the middle at first. */
  chosen: string | null;
  choose: (sites: MapSite[]) => void;
}

/** 招商地图: drawn from coordinates alone; nothing is fetched from anywhere unless a 底图 was set. */
export function SiteMap({ sites, tiles, chosen, choose }: SiteMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [first] = useState(chosen);
  const points = useMemo(() => {
    const own = sites.find(({ id }) => id === first);
    return own ? [own.at, ...own.outline] : sites.flatMap(({ at, outline }) => [at, ...outline]);
  }, [sites, first]);
  const key = useMemo(() => sites.map(({ id }) => id).join(), [sites]);
  const { view, size, zoom, all, show, handlers } = useMapView(box, points, key);
  const clusters = useMemo(() => clustered(sites, view, size), [sites, view, size]);
  const scale = scaleOf(view);
  const names = useMemo(() => named(clusters, size, chosen), [clusters, size, chosen]);
  const press = (cluster: Cluster<MapSite>) => {
    if (cluster.members.length === 1 || view.zoom >= zooms.most - 1) choose(cluster.members);
    else show(cluster.members.map(({ at }) => at));
  };
  return (
    <div
      ref={box}
      className="map"
      role="region"
      aria-label="招商地图，方向键移动，加减号缩放"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows move the map, as they scroll a page
      tabIndex={0}
      {...handlers}
    >
      {tiles && size.width > 0 && (
        <div className="map-tiles" aria-hidden="true">
          {tilesIn(view, size).map(({ z, x, y, left, top, side }) => (
            <img
              key={`${z} ${x} ${y}`}
              src={tiles.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y))}
              alt=""
              style={{ left, top, width: side, height: side }}
              draggable={false}
            />
          ))}
        </div>
      )}
      <svg width={size.width} height={size.height} aria-label={`${sites.length} 处空间`}>
        {!tiles && <Grid width={size.width} height={size.height} />}
        {sites.map((site) => {
          if (site.outline.length < 3) return null;
          const path = site.outline.map((point) => onScreen(point, view, size));
          const d = path.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
          return (
            <polygon key={site.id} points={d} className="map-outline" data-kind={site.kind} data-state={site.state} />
          );
        })}
        {clusters.map((cluster) => (
          <Mark
            key={cluster.members[0]?.id}
            cluster={cluster}
            isNamed={names.has(cluster.members[0]?.id ?? "")}
            isChosen={cluster.members.some(({ id }) => id === chosen)}
            press={() => press(cluster)}
          />
        ))}
      </svg>
      <div className="map-tools unprinted">
        <Button icon={<PlusOutlined />} aria-label="放大" onClick={() => zoom(1)} />
        <Button icon={<MinusOutlined />} aria-label="缩小" onClick={() => zoom(-1)} />
        <Button icon={<AimOutlined />} aria-label="看全部" onClick={all} />
      </div>
      <div className="map-scale small" style={{ width: scale.pixels }}>
        {scale.text}
      </div>
    </div>
  );
}

/** Without a 底图 the ground is squared paper, so that one sees it move. */
const Grid = ({ width, height }: { width: number; height: number }) => (
  <>
    <defs>
      <pattern id="map-grid" width="48" height="48" patternUnits="userSpaceOnUse">
        <path d="M48 0H0V48" className="map-grid" />
      </pattern>
    </defs>
    <rect width={width} height={height} fill="url(#map-grid)" />
  </>
);

interface MarkProps {
  cluster: Cluster<MapSite>;
  isNamed: boolean;
  isChosen: boolean;
  press: () => void;
}

function Mark({ cluster: { x, y, members }, isNamed, isChosen, press }: MarkProps) {
  const [site] = members;
  if (!site) return null;
  const isMany = members.length > 1;
  const name = isMany ? `这里有 ${members.length} 处` : `${site.name}，${siteKinds[site.kind]}，${stateWord(site)}`;
  const type = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button cannot stand inside a drawing
    <g
      className="map-mark"
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
      role="button"
      tabIndex={0}
      aria-label={name}
      data-chosen={isChosen || undefined}
      onClick={press}
      onKeyDown={type}
    >
      <title>{name}</title>
      <circle r={22} className="map-reach" />
      {isMany ? (
        <>
          <circle r={16} className="map-many" />
          <text className="map-count">{members.length}</text>
        </>
      ) : (
        <>
          <Shape site={site} />
          {isNamed && (
            <text y={24} className="map-name">
              {site.name}
            </text>
          )}
        </>
      )}
    </g>
  );
}

/** Each kind has a shape of its own, so that colour need not tell it. */
export function Shape({ site: { kind, state } }: { site: Pick<MapSite, "kind" | "state"> }) {
  const looks = { className: "map-shape", "data-kind": kind, "data-state": state };
  switch (kind) {
    case "park":
      return <circle r={10} {...looks} />;
    case "building":
      return <path d="M-7 9V-9H7V9Z" {...looks} />;
    case "factorySpace":
      return <path d="M-10 8V-3L-4 -8V-3L2 -8V-3L10 -8V8Z" {...looks} />;
    case "officeSpace":
      return <path d="M-9 -6H9V6H-9ZM-9 0H9" {...looks} />;
    case "landPlot":
      return <path d="M0 -10L10 0L0 10L-10 0Z" {...looks} />;
  }
}
