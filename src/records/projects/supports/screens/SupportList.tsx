import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { supportOperations } from "../contract.ts";
import { AnswerList } from "./AnswerList.tsx";
import { amountText, type Row, SupportLight, SupportSteps } from "./SupportSteps.tsx";

/** 全部项目的要素保障, the most urgent first. */
export function SupportList() {
  return (
    <>
      <PageHead title="要素保障" from={{ title: "线索与项目", to: "projects" }} />
      <List
        operation={supportOperations.list}
        columns={[
          { key: "need", width: 260 },
          "kind",
          {
            key: "projectName",
            width: 220,
            render: ({ projectId, projectName }: Row) => (
              <PlaceLink to={`projects/${projectId}`}>{projectName}</PlaceLink>
            ),
          },
          { key: "amount", render: amountText },
          "department",
          "dueOn",
          { key: "state", render: (support: Row) => <SupportLight support={support} /> },
          "officerName",
        ]}
        sort={{ by: "dueOn" }}
        filters={["state", "kind", "isOverdue", { key: "officerId", input: PersonPicker }, "department", "dueBy"]}
        open={({ projectId }) => `projects/${projectId}`}
        panel={(support) => (
          <>
            <p>{[support.need, amountText(support)].filter(Boolean).join("，")}</p>
            <AnswerList support={support} />
            <SupportSteps support={support} />
          </>
        )}
        empty={
          <Empty title="还没有要素需求" acts={<ProjectStart />}>
            先选择项目，在项目页“要素保障”里登记土地、能耗、环境容量、用工、融资的需求：向哪个部门、要多少、几个工作日内办结。
          </Empty>
        }
      />
    </>
  );
}
