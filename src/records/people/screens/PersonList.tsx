import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { accountOperations } from "../contract.ts";
import { DivisionInput } from "../parts/DivisionInput.tsx";
import { PersonState } from "../parts/PersonState.tsx";
import { type PersonRow, staffOperations } from "../staff/contract.ts";

type Row = z.output<typeof PersonRow>;

/** 人员: everybody on the roll, whether or not with an account. */
export function PersonList() {
  const { can } = useActor();
  const { go } = usePlace();
  const acts = (
    <>
      {can(staffOperations.create.permission) && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => go("persons/new")}>
          登记人员
        </Button>
      )}
      {can(accountOperations.create.permission) && can("imports.manage") && (
        <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "persons" })}>
          从 Excel 导入
        </Button>
      )}
    </>
  );
  return (
    <>
      <PageHead title="人员" acts={acts} />
      <List
        operation={staffOperations.roster}
        columns={columns}
        filters={["state", { key: "divisionId", input: DivisionInput }, "staffKind"]}
        open={({ id }) => `persons/${id}`}
        empty={
          <Empty title="还没有人员" acts={acts}>
            在这里登记本单位的人，调岗、离开都在各人的页面办理。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  "name" as const,
  { key: "state", render: ({ state }: Row) => <PersonState state={state} /> },
  "divisionName" as const,
  "postTitle" as const,
  "staffKind" as const,
  {
    key: "roleTitles",
    render: ({ roleTitles, hostName }: Row) => (
      <>
        {roleTitles} {hostName && <Tag kind="watch">{`${hostName}托管`}</Tag>}
      </>
    ),
  },
  "logins" as const,
];
