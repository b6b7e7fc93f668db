import { PlusOutlined, UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { OutpostPicker } from "#records/intermediaries/parts/OutpostPicker.tsx";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { encounterOperations, EncounterRow } from "../contract.ts";
import { encounterKinds } from "../words.ts";
import { NextLight } from "./NextLight.tsx";
import "./encounters.css";

type Row = z.output<typeof EncounterRow>;

export function EncounterList() {
  const { can } = useActor();
  const { go } = usePlace();
  const mayAdd = can(encounterOperations.create.permission);
  const add = mayAdd && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("encounters/new")}>
      记一次对接
    </Button>
  );
  const bring = mayAdd && can(importOperations.start.permission) && (
    <Button icon={<UploadOutlined />} onClick={() => go("imports/new", { kind: "encounters" })}>
      从 Excel 导入
    </Button>
  );
  return (
    <>
      <PageHead
        title="对接记录"
        acts={
          <>
            {add}
            {bring}
          </>
        }
      />
      <List
        operation={encounterOperations.list}
        columns={columns}
        sort={{ by: "happenedOn", descending: true }}
        filters={[
          "kind",
          { key: "companyId", input: CompanyPicker },
          { key: "outpostId", input: OutpostPicker },
          { key: "hostId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
          "isOpen",
          "from",
          "to",
          { key: "nextOwnerId", input: PersonPicker },
          "nextDueBy",
        ]}
        open={({ id }) => `encounters/${id}`}
        panel={(encounter) => (
          <Facts
            shape={EncounterRow}
            of={encounter}
            fields={[
              "happenedOn",
              "kind",
              "place",
              "companyNames",
              "projectNames",
              "hostNames",
              "divisionName",
              "summary",
              "nextStep",
              "nextDueOn",
              "nextOwnerName",
            ]}
            render={{ kind: encounterKinds[encounter.kind] }}
          />
        )}
        empty={
          <Empty title="还没有对接记录" acts={add}>
            走访、来访、洽谈、电话都记在这里：选企业或项目，写一两句，一分钟之内。它会出现在企业和项目的时间线上。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  { key: "companyNames", width: 240, render: ({ companyNames, projectNames }: Row) => companyNames || projectNames },
  "happenedOn" as const,
  "kind" as const,
  "summary" as const,
  { key: "nextStep", render: (row: Row) => <NextLight encounter={row} withText /> },
  "hostNames" as const,
  { key: "divisionName", wideOnly: true },
  { key: "projectNames", wideOnly: true },
];
