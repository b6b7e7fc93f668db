import { Button, Checkbox } from "antd";
import { useMemo, useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { useListState } from "#kit/ui/list/useListState.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { siteOperations } from "../../contract.ts";
import { SiteState } from "../../parts/SiteState.tsx";
import { areaText, isOffered } from "../../rules.ts";
import { briefColumns, siteFilters } from "../../screens/sitecolumns.tsx";
import { siteKinds, type SiteKind } from "../../words.ts";
import { type MapSite, mapOperations } from "../contract.ts";
import { Shape, SiteMap } from "./SiteMap.tsx";

const kinds = Object.keys(siteKinds) as SiteKind[];
const none = {};

/** One filter, two views: the map, and the list beside it. */
export function MapPage() {
  const { go } = usePlace();
  const { state } = useListState(siteOperations.list, none, none);
  const { data, error, refetch } = useAnswer(mapOperations.map, state.filter, { keep: true });
  const [hidden, setHidden] = useAddressState<string>("hide", "");
  const [at, setAt] = useAddressState<string | null>("at", null);
  const [here, setHere] = useState<MapSite[]>([]);
  const off = useMemo(() => new Set(hidden.split(",").filter(Boolean)), [hidden]);
  const shown = useMemo(() => (data?.sites ?? []).filter(({ kind }) => !off.has(kind)), [data, off]);
  const toggle = (kind: SiteKind) =>
    setHidden(kinds.filter((each) => (each === kind ? !off.has(each) : off.has(each))).join());
  const choose = (sites: MapSite[]) => {
    setHere(sites);
    setAt(sites.length === 1 ? (sites[0]?.id ?? null) : null);
  };
  const told = here.length > 0 ? here : shown.filter(({ id }) => id === at);
  return (
    <>
      <PageHead
        title="招商地图"
        from={{ title: "空间资源", to: "sites" }}
        acts={<Button onClick={() => go("sites", state.filter)}>只看列表</Button>}
      />
      <div className="map-split">
        <section className="map-side" aria-label="地图">
          <fieldset className="map-layers unprinted">
            <legend className="unseen">图层</legend>
            {kinds.map((kind) => (
              <Checkbox key={kind} checked={!off.has(kind)} onChange={() => toggle(kind)}>
                <svg width="20" height="20" viewBox="-12 -12 24 24" aria-hidden="true">
                  <Shape site={{ kind, state: "free" }} />
                </svg>
                {siteKinds[kind]}
              </Checkbox>
            ))}
          </fieldset>
          {error ? (
            <Problem failure={error} retry={() => void refetch()} />
          ) : data ? (
            <div className="map-frame paper">
              <SiteMap sites={shown} tiles={data.tiles} chosen={at} choose={choose} />
              {told.length > 0 && <Here sites={told} close={() => choose([])} />}
            </div>
          ) : (
            <Busy />
          )}
          <p className="small soft" role="status">
            {data && sumOf(shown.length, data)}
          </p>
        </section>
        <List
          operation={siteOperations.list}
          columns={briefColumns}
          filters={siteFilters}
          sort={{ by: "name" }}
          open={({ id }) => `sites/${id}`}
        />
      </div>
    </>
  );
}

function sumOf(shown: number, { unplaced, more }: { unplaced: number; more: number }): string {
  const rest = [
    unplaced > 0 && `另有 ${unplaced} 处没有坐标，只在列表里`,
    more > 0 && `还有 ${more} 处太多画不下，请加筛选`,
  ].filter(Boolean);
  return [`图上 ${shown} 处`, ...rest].join("；");
}

/** What was pressed: one place, or all that stand on the same spot. */
function Here({ sites, close }: { sites: MapSite[]; close: () => void }) {
  return (
    <div className="map-here paper" role="region" aria-label="选中的空间">
      <ul>
        {sites.slice(0, 20).map((site) => (
          <li key={site.id}>
            <PlaceLink to={`sites/${site.id}`}>{site.name}</PlaceLink> <SiteState site={site} />
            <p className="small soft">
              {siteKinds[site.kind]}
              {site.area !== null && `，${areaText(site.kind, site.area)}`}
              {isOffered(site.kind) && site.freeArea > 0 && `，空闲 ${areaText(site.kind, site.freeArea)}`}
            </p>
          </li>
        ))}
        {sites.length > 20 && <li className="soft">{`等 ${sites.length} 处`}</li>}
      </ul>
      <button type="button" className="bare text-link" onClick={close}>
        关闭
      </button>
    </div>
  );
}
