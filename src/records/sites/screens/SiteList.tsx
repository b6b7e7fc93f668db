import { EnvironmentOutlined, ImportOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { siteOperations } from "../contract.ts";
import { SheetWindow } from "../sheets/parts/SheetWindow.tsx";
import { SiteFacts } from "./SiteFacts.tsx";
import { siteColumns, siteFilters } from "./sitecolumns.tsx";
import { StockStrip } from "./StockStrip.tsx";

export function SiteList() {
  const { can } = useActor();
  const { go } = usePlace();
  const { search } = useAddress();
  const [offered, setOffered] = useState<{ id: string; name: string }[] | null>(null);
  const add = can(siteOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("sites/new")}>
      新增空间资源
    </Button>
  );
  const bring = can(importOperations.start.permission) && can(siteOperations.create.permission) && (
    <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "sites" })}>
      从 Excel 导入
    </Button>
  );
  const { open: _open, ...filter } = search;
  return (
    <>
      <PageHead
        title="空间资源"
        acts={
          <>
            {add}
            <Button icon={<EnvironmentOutlined />} onClick={() => go("sites/map", filter)}>
              招商地图
            </Button>
            <Button icon={<SearchOutlined />} onClick={() => go("sites/match")}>
              按需求匹配
            </Button>
            {bring}
          </>
        }
      />
      <StockStrip />
      <List
        operation={siteOperations.list}
        columns={siteColumns}
        sort={{ by: "createdOn", descending: true }}
        filters={siteFilters}
        open={({ id }) => `sites/${id}`}
        panel={(site) => <SiteFacts site={site} />}
        actions={[{ title: "生成推介单页", run: (rows) => setOffered(rows) }]}
        empty={
          <Empty
            title="还没有登记空间资源"
            acts={
              <>
                {add}
                {bring}
              </>
            }
          >
            把可招商的园区、厂房、楼层和地块放在这里，投资方来问时按条件就能找到。已有载体台账可以直接导入。
          </Empty>
        }
      />
      {offered && <SheetWindow sites={offered} close={() => setOffered(null)} />}
    </>
  );
}
