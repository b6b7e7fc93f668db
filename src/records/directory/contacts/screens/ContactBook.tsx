import { ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { companyOperations } from "../../contract.ts";
import { CompanyPicker } from "../../parts/CompanyPicker.tsx";
import { ConsentTag } from "../../parts/ConsentTag.tsx";
import { contactBookOperations, type ContactRow } from "../contract.ts";
import { ContactPanel } from "./ContactPanel.tsx";

type Row = z.output<typeof ContactRow>;

/** 客商: the people of all companies one may see. */
export function ContactBook() {
  const { can } = useActor();
  const { go } = usePlace();
  const bring = can(importOperations.start.permission) && can(companyOperations.update.permission) && (
    <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "companies" })}>
      从 Excel 导入
    </Button>
  );
  const begin = (
    <>
      <Button type="primary" onClick={() => go("companies")}>
        到企业库
      </Button>
      {bring}
    </>
  );
  return (
    <>
      <PageHead title="客商" lead="各企业的联系人。电话和邮箱默认遮住一半，查看原文会留痕。" />
      <List
        operation={contactBookOperations.list}
        columns={columns}
        sort={{ by: "name" }}
        filters={["role", "consent", { key: "companyId", input: CompanyPicker }]}
        panel={({ id }) => <ContactPanel key={id} id={id} />}
        empty={
          <Empty title="还没有联系人" acts={begin}>
            在企业页面新增联系人，或在导入企业台账时一并带入。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  { key: "name", width: 120 },
  {
    key: "companyName",
    width: 260,
    render: ({ companyId, companyName }: Row) => <PlaceLink to={`companies/${companyId}`}>{companyName}</PlaceLink>,
  },
  "position" as const,
  { key: "role", wideOnly: true },
  "phone" as const,
  { key: "email", wideOnly: true },
  { key: "consent", render: ({ consent }: Row) => <ConsentTag consent={consent} /> },
];
