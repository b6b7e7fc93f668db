import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type Account, accountOperations } from "../contract.ts";
import { type AccountState, accountStates } from "../words.ts";
import { AccountPanel } from "./AccountPanel.tsx";

type AccountRow = z.output<typeof Account>;

const kinds: Record<AccountState, "watch" | "done" | "plain"> = { invited: "watch", active: "done", disabled: "plain" };

export function AccountList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(accountOperations.create.permission) && (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => go("accounts/new")}>
        新增账号
      </Button>
      <Button onClick={() => go("accounts/links")}>成批发放链接</Button>
    </>
  );
  return (
    <>
      <PageHead title="账号" lead="谁能登录、以什么角色办理。人员离开时停用账号，留下的记录不变。" acts={add} />
      <List
        operation={accountOperations.list}
        columns={columns}
        panel={(account) => <AccountPanel account={account} />}
        empty={
          <Empty title="还没有账号" acts={add}>
            每个人一个账号，权限由角色决定。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  "name" as const,
  "login" as const,
  {
    key: "state",
    render: ({ state, lockedUntil }: AccountRow) =>
      lockedUntil ? <Tag kind="late">已锁定</Tag> : <Tag kind={kinds[state]}>{accountStates[state]}</Tag>,
  },
  "divisionName" as const,
  {
    key: "roleTitles",
    render: ({ roleTitles, hostName }: AccountRow) => (
      <>
        {roleTitles} {hostName && <Tag kind="watch">{`${hostName}托管`}</Tag>}
      </>
    ),
  },
  "lastSignedInAt" as const,
];
