import { ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import Select from "antd/es/select";
import type { z } from "zod";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type ImportBatchRow, importOperations } from "../imports/contract.ts";
import { ImportTag } from "./ImportTag.tsx";
import "./imports.css";

type Row = z.output<typeof ImportBatchRow>;

/** 导入记录: every batch one may see, those still open among them. */
export function ImportList() {
  const { can } = useActor();
  const { go } = usePlace();
  const bring = can(importOperations.start.permission) && (
    <Button type="primary" icon={<ImportOutlined />} onClick={() => go("imports/new")}>
      从 Excel 导入
    </Button>
  );
  return (
    <>
      <PageHead title="导入记录" lead="没办完的点开接着办；已导入的可以整批撤销。" acts={bring} />
      <List
        operation={importOperations.list}
        columns={columns}
        filters={["state", "isMine", { key: "kind", input: KindInput }]}
        sort={{ by: "createdAt", descending: true }}
        open={({ id }) => `imports/${id}`}
        empty={
          <Empty title="还没有导入过" acts={bring}>
            手头的 Excel 台账可以整表导入：先对应列，再逐行核对，确认之后才写入，写错了可以整批撤销。
          </Empty>
        }
      />
    </>
  );
}

function Result({ counts: { create, update, same, aside, error } }: Row) {
  const told = { 新增: create, 更新: update, 无变化: same, 略去: aside, 有误: error };
  const words = Object.entries(told).flatMap(([word, count]) =>
    count > 0 ? `${word} ${count.toLocaleString("zh-CN")}` : [],
  );
  return words.length > 0 ? words.join(" · ") : <span className="soft">—</span>;
}

const columns = [
  { key: "fileName" as const, width: 300 },
  "kindTitle" as const,
  { key: "state", render: ({ state }: Row) => <ImportTag state={state} /> },
  { key: "result", title: "结果", render: (row: Row) => <Result {...row} /> },
  "byName" as const,
  "createdAt" as const,
  "committedAt" as const,
];

function KindInput(props: InputProps) {
  const { data = [] } = useAnswer(importOperations.kinds, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      allowClear
      placeholder="请选择"
      options={data.map(({ kind, title }) => ({ value: kind, label: title }))}
      onChange={(next) => props.change(next ?? null)}
    />
  );
}
