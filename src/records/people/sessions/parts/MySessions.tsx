import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { Moment } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { entries } from "../../words.ts";
import { openSessionOperations } from "../contract.ts";
import "./sessions.css";

/** Where one is signed in, and the end of it. */
export function MySessions() {
  const { data, error, refetch } = useAnswer(openSessionOperations.mine, {});
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <ul className="own-list">
        {data.map(({ id, device, address, entry, createdAt, seenAt, isCurrent }) => (
          <li key={id}>
            <span className="own-what">
              <strong>{device}</strong> {isCurrent && <Tag kind="primary">这里</Tag>}
              <span className="small soft">
                {[entries[entry], address].filter(Boolean).join(" · ")}
                {" · "}
                <Moment at={createdAt} /> 登录，最近活动 <Moment at={seenAt} />
              </span>
            </span>
            {!isCurrent && <CommandButton operation={openSessionOperations.end} input={{ id }} title="结束" />}
          </li>
        ))}
      </ul>
      {data.length > 1 && (
        <CommandButton
          operation={openSessionOperations.endOthers}
          input={{}}
          title="结束其他全部登录"
          confirm="除这里以外，您在别处的登录都会立即结束。"
        />
      )}
    </>
  );
}
