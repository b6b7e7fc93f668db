import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { IntermediaryPicker } from "#records/intermediaries/parts/IntermediaryPicker.tsx";
import { StageTag } from "../../parts/StageTag.tsx";
import { introductionOperations, type IntroductionRow } from "../contract.ts";

type Row = z.output<typeof IntroductionRow>;

/** 引荐备案; the rows behind each figure of a contribution. */
export function IntroductionList() {
  return (
    <>
      <PageHead title="引荐备案" from={{ title: "线索与项目", to: "projects" }} />
      <List
        operation={introductionOperations.list}
        columns={[
          { key: "projectName", width: 240 },
          "number",
          "intermediaryName",
          { key: "stage", render: (row: Row) => <StageTag {...row} /> },
          "typedAt",
          { key: "introducedOn", wideOnly: true },
          "landedOn",
          "agreedInvestment",
          "arrived",
        ]}
        sort={{ by: "typedAt", descending: true }}
        filters={[{ key: "intermediaryId", input: IntermediaryPicker }, "filedIn", "signedIn", "arrivedIn", "landedIn"]}
        open={({ projectId }) => `projects/${projectId}`}
        empty={
          <Empty title="还没有引荐备案" acts={<ProjectStart />}>
            先选择中介机构引荐的项目，签约之前在项目页登记引荐备案；只认第一引荐人。
          </Empty>
        }
      />
    </>
  );
}
