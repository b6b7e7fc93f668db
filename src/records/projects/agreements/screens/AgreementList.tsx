import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { agreementOperations, type AgreementRow } from "../contract.ts";
import { AgreementTag } from "./AgreementTag.tsx";

type Row = z.output<typeof AgreementRow>;

/** 协议审查 of all projects within reach; what waits is one filter away. */
export function AgreementList() {
  return (
    <>
      <PageHead title="协议审查" from={{ title: "项目评审", to: "reviews" }} />
      <List
        operation={agreementOperations.list}
        columns={[
          { key: "title", width: 240 },
          { key: "projectName", width: 220 },
          { key: "state", render: ({ state }: Row) => <AgreementTag state={state} /> },
          "number",
          "hitCount",
          "openCount",
          "drafterName",
          "textOn",
        ]}
        filters={["state"]}
        sort={{ by: "textOn", descending: true }}
        open={({ id }) => `agreements/${id}`}
        empty={
          <Empty title="还没有协议文本" acts={<ProjectStart />}>
            先选择项目，在项目页“协议与公平竞争审查”里登记协议文本；登记后随即逐句扫描，由另一人审查。
          </Empty>
        }
      />
    </>
  );
}
