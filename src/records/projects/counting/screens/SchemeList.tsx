import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { schemeOperations, type SchemeRow } from "../../schemes/contract.ts";

type Row = z.output<typeof SchemeRow>;

/** 计数口径: who wants what counted, and how far it is. */
export function SchemeList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(schemeOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("schemes/new")}>
      新建计数口径
    </Button>
  );
  return (
    <>
      <PageHead
        title="计数口径"
        acts={
          <>
            {add}
            <Button onClick={() => go("reconciliation")}>核对两个口径</Button>
          </>
        }
      />
      <List
        operation={schemeOperations.list}
        columns={[
          { key: "name", width: 240 },
          "kind",
          "year",
          "authority",
          "count",
          { key: "targetCount", render: ({ targetCount }: Row) => targetCount?.toLocaleString("zh-CN") ?? "—" },
          { key: "amount", unit: "亿元" },
          { key: "code", wideOnly: true },
        ]}
        sort={{ by: "fromOn", descending: true }}
        filters={["year", "kind", "isClosed"]}
        open={({ id }) => `schemes/${id}`}
        empty={
          <Empty title="还没有计数口径" acts={add}>
            一个口径写明谁按哪份文件要数、什么算数、算多少；台账逐行计入，合计只由各行相加。可以从规则包的样本开始。
          </Empty>
        }
      />
    </>
  );
}
