import { useState } from "react";
import { isDate } from "#kit/base/dates.ts";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { DateInput } from "#kit/ui/form/DateInput.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { fieldsOf } from "#kit/ui/wire/shape.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState } from "#kit/ui/wire/usePlace.ts";
import { establishmentOperations, type StaffLine } from "../establishments/contract.ts";
import { balance, totalOf } from "../establishments/rules.ts";
import { staffOperations } from "../staff/contract.ts";
import { staffKinds } from "../words.ts";
import { ApprovalList } from "./ApprovalList.tsx";
import { PostList } from "./PostList.tsx";
import "./establishment.css";

type Line = z.output<typeof StaffLine>;
/** Which number's rows stand open below the table. */
type Opened = { of: "approved" | "actual"; kind: Line["kind"] } | null;

const [field] = fieldsOf(establishmentOperations.summary.input);

const wordOf = (kind: Line["kind"]) => (kind === null ? "未登记类别" : staffKinds[kind]);

/** 机构与编制: approved, actual and the difference by kind on a day; every number opens its rows. */
export function EstablishmentPage() {
  const { today } = useActor();
  const [asOf, setAsOf] = useAddressState("asOf", today);
  return (
    <>
      <PageHead
        title="机构与编制"
        acts={
          <label className="establishment-day" htmlFor="as-of">
            截至
            {field && (
              <DateInput
                id="as-of"
                field={field}
                value={asOf}
                change={(day) => typeof day === "string" && isDate(day) && setAsOf(day)}
                leave={() => undefined}
                isInvalid={false}
                isDisabled={false}
                describedBy={undefined}
              />
            )}
          </label>
        }
      />
      <PageTabs
        tabs={[
          { key: "numbers", title: "编制与实有", content: () => <Numbers asOf={asOf} /> },
          { key: "posts", title: "岗位", content: () => <PostList /> },
          { key: "approvals", title: "编制批复", content: () => <ApprovalList kind={null} /> },
        ]}
      />
    </>
  );
}

function Numbers({ asOf }: { asOf: string }) {
  const { data, error, refetch } = useAnswer(establishmentOperations.summary, { asOf }, { keep: true });
  const [opened, setOpened] = useState<Opened>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const total = totalOf(data.lines);
  const toggle = (of: "approved" | "actual", kind: Line["kind"]) =>
    setOpened(opened?.of === of && opened.kind === kind ? null : { of, kind });
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="paper establishment" role="region" aria-label="编制与实有" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">人员类别</th>
              <th scope="col">编制数（名）</th>
              <th scope="col">实有数（人）</th>
              <th scope="col">超缺</th>
              <th scope="col">文号</th>
            </tr>
          </thead>
          <tbody>
            {data.lines.map((line) => (
              <tr key={line.kind ?? "unknown"}>
                <th scope="row">
                  {wordOf(line.kind)}
                  {!line.isEstablished && line.kind && <span className="soft small">　不占编</span>}
                </th>
                <td className="number">
                  {line.number === null ? (
                    <span className="soft">—</span>
                  ) : (
                    <Opener
                      number={line.number}
                      title={`${wordOf(line.kind)}编制数`}
                      isOpen={opened?.of === "approved" && opened.kind === line.kind}
                      open={() => toggle("approved", line.kind)}
                    />
                  )}
                </td>
                <td className="number">
                  <Opener
                    number={line.actual}
                    title={`${wordOf(line.kind)}实有数`}
                    isOpen={opened?.of === "actual" && opened.kind === line.kind}
                    open={() => toggle("actual", line.kind)}
                  />
                </td>
                <td>
                  <Balance number={line.number} actual={line.actual} />
                </td>
                <td className="soft">{line.document ? `${line.document}（${line.approvedOn}）` : ""}</td>
              </tr>
            ))}
            <tr className="establishment-total">
              <th scope="row">占编合计</th>
              <td className="number">{total.number ?? "—"}</td>
              <td className="number">{total.actual}</td>
              <td>
                <Balance {...total} />
              </td>
              <td className="soft">不含不占编的</td>
            </tr>
          </tbody>
        </table>
      </div>
      {opened && (
        <section className="establishment-rows" aria-label={`${wordOf(opened.kind)}的明细`}>
          <h2>{`${wordOf(opened.kind)}${opened.of === "actual" ? `实有，截至 ${asOf}` : "编制批复"}`}</h2>
          {opened.of === "approved" ? (
            <ApprovalList kind={opened.kind} />
          ) : (
            <List
              operation={staffOperations.serving}
              given={{ asOf, staffKind: opened.kind ?? "unknown" }}
              columns={["personName", "divisionName", "postTitle", "fromOn", "document"]}
              filters={[]}
              slot="serving"
              open={({ personId }) => `persons/${personId}`}
            />
          )}
        </section>
      )}
      <p className="small soft establishment-note">
        编制数取截至日有效的最近一次批复；实有数按人员任职经历计，截至日在任的才算。占编合计不含聘用和劳务派遣。
      </p>
    </>
  );
}

function Opener(props: { number: number; title: string; isOpen: boolean; open: () => void }) {
  return (
    <button
      type="button"
      className="bare text-link number"
      aria-expanded={props.isOpen}
      aria-label={`${props.title} ${props.number}，查看明细`}
      onClick={props.open}
    >
      {props.number}
    </button>
  );
}

function Balance(line: { number: number | null; actual: number }) {
  const told = balance(line);
  if (!told) return <span className="soft">未登记批复</span>;
  return <Tag kind={told.over > 0 ? "late" : told.over < 0 ? "watch" : "done"}>{told.word}</Tag>;
}
