import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { StageTag } from "../../parts/StageTag.tsx";
import { jointOperations, type JointRow } from "../contract.ts";

type Row = z.output<typeof JointRow>;

/** 联合招商清单: what is promoted together with whom, and whose is how much. */
export function JointList() {
  return (
    <>
      <PageHead title="联合招商" from={{ title: "线索与项目", to: "projects" }} />
      <List
        operation={jointOperations.list}
        columns={[
          { key: "projectName", width: 240 },
          { key: "stage", render: (row: Row) => <StageTag {...row} /> },
          "ownRole",
          { key: "ownShare", render: ({ ownShare }: Row) => `${ownShare}%` },
          { key: "partnerText", width: 280 },
          "agreedOn",
          { key: "document", wideOnly: true },
        ]}
        sort={{ by: "agreedOn", descending: true }}
        filters={["role", { key: "region", input: RegionPicker }, "partner"]}
        open={({ projectId }) => `projects/${projectId}`}
        empty={
          <Empty title="还没有联合招商" acts={<ProjectStart />}>
            先选择与其他区（县）共同引进的项目，在项目页“联合招商”里登记分工和贡献份额，各方合计 100%。
          </Empty>
        }
      />
    </>
  );
}
