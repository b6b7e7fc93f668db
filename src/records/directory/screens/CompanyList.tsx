import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { companyOperations, CompanyRow } from "../contract.ts";
import { GroupPicker } from "../groups/parts/GroupPicker.tsx";
import { TierInput } from "../groups/parts/TierInput.tsx";
import { CompanyTags } from "../parts/CompanyTags.tsx";
import { IndustryPicker } from "../parts/IndustryPicker.tsx";
import { RegionPicker } from "../parts/RegionPicker.tsx";
import { industryTitle } from "../rules.ts";

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
          { key: "industryCode", input: IndustryPicker },
          { key: "groupId", input: GroupPicker },
          { key: "tier", input: TierInput },
          "registryState",
          "revenueFrom",
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
              "groupName",
              "tierTitle",
              "leadName",
              "registryState",
              "regionName",
              "registeredCapital",
              "foundedOn",
              "officerName",
              "divisionName",
              "createdOn",
            ]}
            render={{
              tags: <CompanyTags tags={company.tags} />,
              ...(company.industry && { industry: industryTitle(company.industry, company.industryCode) }),
              ...(company.groupId && {
                groupName: <PlaceLink to={`groups/${company.groupId}`}>{company.groupName}</PlaceLink>,
              }),
            }}
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
  {
    key: "industry",
    width: 180,
    wideOnly: true,
    render: ({ industry, industryCode }: Row) => industryTitle(industry, industryCode),
  },
  { key: "groupName", width: 180, wideOnly: true },
  { key: "tierTitle", wideOnly: true },
  "registeredCapital" as const,
  "officerName" as const,
  { key: "divisionName", wideOnly: true },
  "createdOn" as const,
];
