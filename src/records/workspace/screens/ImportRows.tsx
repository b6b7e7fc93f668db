import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { PageTabs, type Tab } from "#kit/ui/frame/PageTabs.tsx";
import "#kit/ui/list/list.css";
import { useRows } from "#kit/ui/list/useRows.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import type { Search } from "#kit/ui/wire/usePlace.ts";
import { type ImportRow, importOperations } from "../imports/contract.ts";
import { type RowOutcome, rowOutcomes } from "../imports/words.ts";
import { Changes } from "../parts/Changes.tsx";
import { AmendRow } from "./AmendRow.tsx";
import type { Batch } from "./batch.ts";

type Row = z.output<typeof ImportRow>;

const kinds: Record<RowOutcome, "plain" | "primary" | "done" | "late"> = {
  create: "done",
  update: "primary",
  same: "plain",
  aside: "plain",
  error: "late",
};

/** The rows of the sheet by what they came to; which of them stand here is in the address. */
export function ImportRows({ batch }: { batch: Batch }) {
  const { create, update, same, aside, error, warned } = batch.counts;
  const all = create + update + same + aside + error;
  if (all === 0) return null;
  const tab = (key: string, title: string, count: number, filter: Search): Tab => ({
    key,
    title,
    count,
    content: () => <Rows key={key} batch={batch} filter={filter} title={title} />,
  });
  const counts: Record<RowOutcome, number> = { create, update, same, aside, error };
  const outcomes = (Object.keys(rowOutcomes) as RowOutcome[]).filter((each) => counts[each] > 0);
  return (
    <div className="import-rows">
      <PageTabs
        slot="rows"
        tabs={[
          tab("all", "全部", all, {}),
          ...outcomes.map((each) => tab(each, rowOutcomes[each], counts[each], { outcome: each })),
          ...(warned > 0 ? [tab("warned", "有提示", warned, { isWarned: true })] : []),
          ...(batch.amended > 0 ? [tab("amended", "改正过", batch.amended, { isAmended: true })] : []),
        ]}
      />
    </div>
  );
}

const limit = 50;

function Rows({ batch, filter, title }: { batch: Batch; filter: Search; title: string }) {
  const { rows, total, isFirst, isStale, failure, retry, more, isMore } = useRows(
    importOperations.rows,
    { batchId: batch.id, ...filter },
    limit,
  );
  if (failure && rows.length === 0) return <Problem failure={failure} retry={retry} />;
  if (isFirst) return <Busy />;
  return (
    <>
      <div className="paper list-paper" data-stale={isStale || undefined}>
        <table className="import-table">
          <caption className="unseen">{`${title}的行：行号、结果、名称、将写入的内容或问题`}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                行号
              </th>
              <th scope="col">结果</th>
              <th scope="col">名称</th>
              <th scope="col">{batch.state === "previewed" ? "将写入的内容" : "写入的内容"}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowLine key={row.number} row={row} batch={batch} />
            ))}
          </tbody>
        </table>
      </div>
      <footer className="list-foot">
        <span className="soft" role="status">
          {`共 ${total.toLocaleString("zh-CN")} 行`}
          {rows.length < total && `，已显示 ${rows.length.toLocaleString("zh-CN")} 行`}
        </span>
        {more && (
          <Button loading={isMore} onClick={more}>
            {`再看 ${limit} 行`}
          </Button>
        )}
      </footer>
    </>
  );
}

function RowLine({ row, batch }: { row: Row; batch: Batch }) {
  const { number, outcome, title, recordId, values, problems, warnings, isAmended, cells } = row;
  // The list whose pages the records have, once they are there.
  const open = batch.state === "committed" ? batch.kind : null;
  const mayAmend = cells.length > 0 && batch.may.amend === null;
  const [isOpen, setOpen] = useState(false);
  const isAmending = mayAmend && (isOpen || outcome === "error");
  const isTold = (wanted: string) => [...problems, ...warnings].some(({ field }) => field === wanted);
  // What is said of an open cell stands beneath it.
  const left = (remarks: Row["problems"]) =>
    isAmending ? remarks.filter(({ field }) => !cells.some((cell) => cell.field === field)) : remarks;
  return (
    <tr>
      <td className="number soft">{number}</td>
      <td>
        <Tag kind={kinds[outcome]}>{rowOutcomes[outcome]}</Tag>
        {isAmended && <Tag>改正过</Tag>}
      </td>
      <th scope="row">{open && recordId ? <PlaceLink to={`${open}/${recordId}`}>{title}</PlaceLink> : title}</th>
      <td className="import-content">
        {left(problems).length > 0 && <Remarks remarks={left(problems)} kind="late" />}
        {left(warnings).length > 0 && <Remarks remarks={left(warnings)} kind="watch" />}
        {isAmending && (
          <AmendRow batch={batch} row={row} {...(outcome !== "error" && { close: () => setOpen(false) })} />
        )}
        {values.length > 0 && (
          <Changes
            changes={values
              .filter(({ field }) => !isAmending || !isTold(field))
              .filter(({ value, before }) => before !== null || value !== title)
              .map(({ field, title: name, value, before }) => ({ key: field, title: name, before, after: value }))}
            isNew={outcome !== "update"}
            isQuiet={outcome === "error"}
          />
        )}
        {mayAmend && !isAmending && (
          <button type="button" className="bare text-link small" onClick={() => setOpen(true)}>
            {isAmended ? "再改" : "改正"}
            <span className="unseen">{`第 ${number} 行`}</span>
          </button>
        )}
        {outcome === "same" && warnings.length === 0 && <span className="soft">与库中一致，不写入</span>}
      </td>
    </tr>
  );
}

function Remarks({ remarks, kind }: { remarks: Row["problems"]; kind: "late" | "watch" }) {
  return (
    <ul className="import-remarks">
      {remarks.map(({ column, message }) => (
        <li key={`${column}${message}`}>
          <Sign kind={kind} />
          <span>
            <span className="unseen">{kind === "late" ? "问题：" : "提示："}</span>
            {column && <strong>{column}：</strong>}
            {message}
          </span>
        </li>
      ))}
    </ul>
  );
}
