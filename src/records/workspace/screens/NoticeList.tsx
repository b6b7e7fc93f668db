import { SettingOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { jobOperations } from "../contract.ts";
import { type Notice, noticeOperations } from "../notices/contract.ts";
import { noticeKinds } from "../notices/words.ts";
import "./notices.css";

type Row = z.output<typeof Notice>;

/** 消息: everything one was told in this agency, as long as it is kept. */
export function NoticeList() {
  const { go } = usePlace();
  const { data: kept } = useAnswer(jobOperations.keeping, {});
  const { data: count } = useAnswer(noticeOperations.count, {});
  const lead = kept && `消息保存 ${kept.notices} 日，到期自动清除；发生过的事仍在各条记录的时间线和留痕里。`;
  return (
    <>
      <PageHead
        title="消息"
        lead={lead}
        acts={
          <>
            {(count?.unread ?? 0) > 0 && <CommandButton operation={noticeOperations.readAll} input={{}} />}
            <Button icon={<SettingOutlined />} onClick={() => go("notices/settings")}>
              消息设置
            </Button>
          </>
        }
      />
      <List
        operation={noticeOperations.list}
        columns={columns}
        filters={["kind", "isUnread"]}
        sort={{ by: "createdAt", descending: true }}
        limit={30}
        empty={
          <Empty title="还没有消息">
            企业交由您负责、您名下的记录被他人导入、您发起的导入导出有了结果、账号有异常登录时，会在这里告诉您。
          </Empty>
        }
      />
    </>
  );
}

/** Opening what it leads to is reading it. */
function Title({ id, title, page, isUnread }: Row) {
  const { run } = useCommand(noticeOperations.read);
  const read = () => {
    if (isUnread) void run({ id });
  };
  const look = isUnread ? "notice-title notice-unread" : "notice-title";
  if (page)
    return (
      <PlaceLink to={page} className={look} onClick={read}>
        {title}
      </PlaceLink>
    );
  return <span className={look}>{title}</span>;
}

const columns = [
  { key: "title" as const, width: 520, render: (row: Row) => <Title {...row} /> },
  { key: "kind" as const, render: ({ kind }: Row) => <Tag kind="plain">{noticeKinds[kind]}</Tag> },
  "createdAt" as const,
  {
    key: "isUnread" as const,
    title: "状态",
    render: ({ id, isUnread }: Row) =>
      isUnread ? (
        <CommandButton operation={noticeOperations.read} input={{ id }} />
      ) : (
        <span className="soft">已读</span>
      ),
  },
];
