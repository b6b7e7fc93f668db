import { useMemo } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type HistoryChoices, type HistoryRow, historyOperations } from "../history/contract.ts";
import { saidOf } from "../history/rules.ts";
import { HistoryPanel } from "./HistoryPanel.tsx";
import "./history.css";

type Row = z.output<typeof HistoryRow>;

/** 留痕: who did what to which record, when and by which door; what the reader may not see is told as such. */
export function HistoryList() {
  const { data, error, refetch } = useAnswer(historyOperations.choices, {});
  return (
    <>
      <PageHead
        title="留痕"
        lead="谁、什么时候、把什么从什么改成了什么。只能查看，任何人都不能修改或删除。"
        acts={<PlaceLink to="sign-ins">登录记录</PlaceLink>}
      />
      {error ? <Problem failure={error} retry={() => void refetch()} /> : data ? <Rows choices={data} /> : <Busy />}
    </>
  );
}

function Rows({ choices }: { choices: z.output<typeof HistoryChoices> }) {
  const operation = useMemo(() => narrowed(choices), [choices]);
  return (
    <List
      operation={operation}
      columns={columns}
      filters={[
        "subjectKind",
        "accountId",
        "action",
        "from",
        "to",
        { key: "subjectId", input: OneRecord, text: () => "只看这一条" },
      ]}
      sort={{ by: "at", descending: true }}
      limit={50}
      panel={(row) => <HistoryPanel row={row} />}
      empty={<Empty title="还没有留痕">办理业务以后，每一次新增、修改、查看原文、导出都记在这里。</Empty>}
    />
  );
}

/** The list's own filter, with the kinds of record and the people of this agency to choose from. */
function narrowed({ subjects, accounts, actions }: z.output<typeof HistoryChoices>) {
  const { list } = historyOperations;
  const { subjectKind, accountId, action } = list.input.shape;
  const names = new Map<string, number>();
  for (const { name } of accounts) names.set(name, (names.get(name) ?? 0) + 1);
  // Two of the same name are told apart by what they sign in with.
  const nameOf = ({ name, login }: { name: string; login: string }) =>
    (names.get(name) ?? 0) > 1 ? `${name}（${login}）` : name;
  return {
    ...list,
    input: list.input.extend({
      subjectKind: subjectKind.meta({
        ...saidOf(subjectKind),
        words: Object.fromEntries(subjects.map(({ kind, title }) => [kind, title])),
      }),
      action: action.meta({
        ...saidOf(action),
        words: Object.fromEntries(actions.map(({ address, title }) => [address, title])),
      }),
      accountId: accountId.meta({
        ...saidOf(accountId),
        words: Object.fromEntries(accounts.map((account) => [account.id, nameOf(account)])),
      }),
    }),
  };
}

/** What was changed, by name; a link where the reader may open it. */
const RecordName = ({ subjectName, page }: Pick<Row, "subjectName" | "page">) =>
  subjectName === null ? (
    <span className="soft">—</span>
  ) : page ? (
    <PlaceLink to={page}>{subjectName}</PlaceLink>
  ) : (
    subjectName
  );

const OneRecord = () => <span className="small soft">打开一条留痕，点“只看这条记录”。</span>;

const columns = [
  { key: "at" as const, width: 150 },
  {
    key: "accountName",
    render: ({ accountName }: Row) => accountName ?? <span className="soft">系统</span>,
  },
  "subjectTitle" as const,
  { key: "subjectName" as const, width: 200, render: (row: Row) => <RecordName {...row} /> },
  "actionTitle" as const,
  {
    key: "summary" as const,
    width: 400,
    render: ({ summary }: Row) => <span className="history-line">{summary}</span>,
  },
  "reason" as const,
  "via" as const,
];
