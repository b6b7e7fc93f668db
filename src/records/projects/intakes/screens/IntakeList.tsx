import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { intakeOperations, type IntakeRow, publish } from "../contract.ts";
import { intakeStates } from "../words.ts";
import { intakeTags } from "./intake.ts";

type Row = z.output<typeof IntakeRow>;

/** 公开来件: what came in by the forms, the oldest first; the clock of an answer is running already. */
export function IntakeList() {
  const { can } = useActor();
  const { go } = usePlace();
  const toForms = () => go("intakes/links");
  const forms = can(publish) && <Button onClick={toForms}>公开线索表单</Button>;
  const begin = can(publish) && (
    <Button type="primary" onClick={toForms}>
      建立公开线索表单
    </Button>
  );
  return (
    <>
      <PageHead title="公开来件" acts={forms} />
      <List
        operation={intakeOperations.list}
        columns={columns}
        sort={{ by: "receivedOn" }}
        filters={["state", "company"]}
        open={({ id }) => `intakes/${id}`}
        empty={
          <Empty title="没有来件" acts={begin}>
            先建立一张公开线索表单，把链接或二维码放到官网、公众号、展板上；收到的先列在这里，承接后才成为线索，答复时限从收到之日起算。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  {
    key: "companyName",
    width: 260,
    render: ({ companyName, twinCount }: Row) => (
      <>
        {companyName} {twinCount > 0 && <Tag kind="watch">{`另有 ${twinCount} 份`}</Tag>}
      </>
    ),
  },
  { key: "state", render: ({ state }: Row) => <Tag kind={intakeTags[state]}>{intakeStates[state]}</Tag> },
  {
    key: "lightText",
    render: ({ light, lightText }: Row) => lightText && <Light light={{ state: light, text: lightText }} />,
  },
  "receivedOn" as const,
  { key: "brief", width: 280, wideOnly: true },
  "amount" as const,
  "linkName" as const,
  {
    key: "projectName",
    render: ({ projectId, projectName }: Row) =>
      projectId && projectName && <PlaceLink to={`projects/${projectId}`}>{projectName}</PlaceLink>,
  },
  "handledByName" as const,
];
