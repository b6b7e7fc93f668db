import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { companyOperations, CompanyRow } from "../contract.ts";
import { CompanyTags } from "../parts/CompanyTags.tsx";
import { RegionPicker } from "../parts/RegionPicker.tsx";

type Row = z.output<typeof CompanyRow>;

export function CompanyList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(companyOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("companies/new")}>
      新增企业
    </Button>
  );
  const bring = can(importOperations.start.permission) && (
    <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "companies" })}>
      从 Excel 导入
    </Button>
  );
  return (
    <>
      <PageHead
        title="企业库"
        acts={
          <>
            {add}
            {bring}
          </>
        }
      />
      <List
        operation={companyOperations.list}
        columns={columns}
        sort={{ by: "createdOn", descending: true }}
        filters={[
          "tag",
          "industry",
          "state",
          "lacks",
          { key: "region", input: RegionPicker },
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
          "capitalFrom",
          "capitalTo",
        ]}
        open={({ id }) => `companies/${id}`}
        panel={(company) => (
          <Facts
            shape={CompanyRow}
            of={company}
            fields={[
              "creditCode",
              "tags",
              "industry",
              "regionName",
              "registeredCapital",
              "foundedOn",
              "officerName",
              "divisionName",
              "createdOn",
            ]}
            render={{ tags: <CompanyTags tags={company.tags} /> }}
          />
        )}
        empty={
          <Empty
            title="企业库还是空的"
            acts={
              <>
                {add}
                {bring}
              </>
            }
          >
            把跟进和服务的企业放在这里，走访、项目和政策兑现都从企业开始。已有台账可以直接导入。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  { key: "name", width: 280 },
  { key: "tags", render: ({ tags }: Row) => <CompanyTags tags={tags} /> },
  "industry" as const,
  "registeredCapital" as const,
  "officerName" as const,
  "divisionName" as const,
  "createdOn" as const,
];
