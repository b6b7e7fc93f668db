import { BellOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { Busy } from "../look/Busy.tsx";
import { Popup } from "../look/Popup.tsx";
import { momentText } from "../value/Days.tsx";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { Problem } from "../wire/Problem.tsx";
import type { Notice, Notices } from "../wire/Services.tsx";
import { tellFault } from "../wire/useCommand.ts";
import { usePlace } from "../wire/usePlace.ts";
import "./bell.css";

const every = 60_000;

/** 消息: how many are unread, the latest of them, and the way to all. */
export function Bell({ notices }: { notices: Notices }) {
  const { agency } = usePlace();
  const queries = useQueryClient();
  const { data: unread = 0 } = useQuery({
    queryKey: [agency, "notices.unread"],
    queryFn: notices.unread,
    refetchInterval: every,
  });
  const after = (done: Promise<void>) => done.then(() => queries.invalidateQueries(), tellFault);
  const most = unread >= 100 ? "99+" : String(unread);
  return (
    <Popup
      title={unread > 0 ? `消息，${most} 条未读` : "消息"}
      label={
        <>
          <BellOutlined />
          {unread > 0 && <span className="bell-count">{most}</span>}
        </>
      }
      side="right"
    >
      {(close) => (
        <div className="bell">
          <header>
            <h2>消息</h2>
            {unread > 0 && (
              <Button size="small" onClick={() => void after(notices.readAll())}>
                全部标为已读
              </Button>
            )}
          </header>
          <Latest
            agency={agency}
            notices={notices}
            open={({ id, isUnread }) => {
              if (isUnread) void after(notices.read(id));
              close();
            }}
          />
          <footer>
            <PlaceLink to="notices" onClick={close}>
              全部消息
            </PlaceLink>
            <PlaceLink to="notices/settings" onClick={close}>
              消息设置
            </PlaceLink>
          </footer>
        </div>
      )}
    </Popup>
  );
}

interface LatestProps {
  agency: string;
  notices: Notices;
  open: (notice: Notice) => void;
}

function Latest({ agency, notices, open }: LatestProps) {
  const { data, error, refetch } = useQuery({ queryKey: [agency, "notices.latest"], queryFn: notices.latest });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  if (data.length === 0)
    return <p className="soft">还没有消息。交由您负责的企业、导入导出的结果、账号安全的提醒会出现在这里。</p>;
  return (
    <ul>
      {data.map((notice) => (
        <li key={notice.id} data-unread={notice.isUnread || undefined}>
          {notice.page ? (
            <PlaceLink to={notice.page} onClick={() => open(notice)}>
              {notice.title}
            </PlaceLink>
          ) : (
            <button type="button" className="bare" onClick={() => open(notice)}>
              {notice.title}
            </button>
          )}
          <span className="small soft">
            {momentText(notice.createdAt)}
            {notice.isUnread && " · 未读"}
          </span>
        </li>
      ))}
    </ul>
  );
}
