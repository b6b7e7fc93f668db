import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { writeDate, today } from "#kit/base/dates.ts";
import { inCapitals, inYuan } from "#kit/base/money.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { PaperMenu } from "#kit/ui/papers/PaperMenu.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { memoOperations, type MemoPage as Answer } from "../memos/contract.ts";
import { ApprovalTag } from "../parts/ApprovalTag.tsx";
import { writeOpinion } from "../rules.ts";
import { actKinds } from "../words.ts";
import "./approvals.css";

type Shown = z.output<typeof Answer>;

/** 签报单: the memo as the paper it will be, with the opinions below. */
export function MemoPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(memoOperations.get, { id });
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  return data ? <Page {...data} /> : <Busy />;
}

function Page(shown: Shown) {
  const { memo, may } = shown;
  const { go } = usePlace();
  const { id, version, state, approvalId } = memo;
  const isBack = state === "returned" || state === "withdrawn";
  return (
    <>
      <PageHead
        title={memo.title}
        from={{ title: "请示", to: "memos" }}
        tags={<ApprovalTag state={state} />}
        acts={
          <>
            {approvalId && (
              <Button type={isBack ? "default" : "primary"} onClick={() => go(`approvals/${approvalId}`)}>
                看审批
              </Button>
            )}
            {isBack && <StepButton title="修改" may={may.update} onStep={() => go(`memos/${id}/edit`)} />}
            {state === "withdrawn" && (
              <CommandButton
                operation={memoOperations.resend}
                input={{ id, version }}
                may={may.resend}
                primary
                done={(answer) => answer.approvalId && go(`approvals/${answer.approvalId}`)}
              />
            )}
            <PaperMenu title="下载签报单" operation={memoOperations.sheet} input={{ id }} />
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              打印
            </Button>
          </>
        }
      />
      <Paper {...shown} />
    </>
  );
}

const dayOf = (at: string) => writeDate(today(new Date(at)));

function Paper({ memo, agencyName, opinions }: Shown) {
  const { files } = useServices();
  return (
    <article className="paper memo-paper" aria-label="签报单">
      <h2>签报单</h2>
      <table className="memo-table">
        <tbody>
          <tr>
            <th scope="row">单位</th>
            <td>{agencyName}</td>
            <th scope="row">科室</th>
            <td>{memo.divisionName ?? "—"}</td>
          </tr>
          <tr>
            <th scope="row">拟稿人</th>
            <td>{memo.drafterName}</td>
            <th scope="row">日期</th>
            <td>{dayOf(memo.createdAt)}</td>
          </tr>
          {memo.amount !== null && (
            <tr>
              <th scope="row">金额</th>
              <td colSpan={3}>{`${inYuan(memo.amount)} 元（${inCapitals(memo.amount)}）`}</td>
            </tr>
          )}
          <tr>
            <th scope="row">标题</th>
            <td colSpan={3}>{memo.title}</td>
          </tr>
        </tbody>
      </table>
      <div className="memo-body">
        {memo.body.split(/\n+/).map((text, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- paragraphs of a text that does not change
          <p key={index}>{text}</p>
        ))}
      </div>
      {memo.files.length > 0 && (
        <p className="memo-files">
          附件：
          {memo.files.map(({ id, name }, index) => (
            <span key={id}>
              {`${index + 1}. `}
              {files ? <a href={files.address(id)}>{name}</a> : name}{" "}
            </span>
          ))}
        </p>
      )}
      <table className="memo-table">
        <caption>审批意见</caption>
        <thead>
          <tr>
            {["步骤", "审批人", "意见", "日期"].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {opinions.length === 0 && (
            <tr>
              <td colSpan={4} className="soft">
                尚无审批意见
              </td>
            </tr>
          )}
          {opinions.map(({ id, stepTitle, byName, forName, kind, opinion, round, at }) => (
            <tr key={id}>
              <td>{`${stepTitle ?? ""}${round > 1 ? `（第${round}轮）` : ""}`}</td>
              <td>{forName ? `${byName}（代${forName}）` : byName}</td>
              <td>{writeOpinion(actKinds[kind], opinion)}</td>
              <td>{dayOf(at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
