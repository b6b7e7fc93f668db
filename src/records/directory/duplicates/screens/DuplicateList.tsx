import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { tell } from "#kit/ui/look/Notes.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { jobStarted } from "#kit/ui/wire/taskcenter.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { jobOperations } from "#records/workspace/contract.ts";
import { likeReasons } from "../../comparing/words.ts";
import { type DuplicateRow, duplicateOperations } from "../contract.ts";

type Row = z.output<typeof DuplicateRow>;

export function DuplicateList() {
  const { data: last } = useAnswer(duplicateOperations.lastSearch, {});
  const search = <SearchNow />;
  return (
    <>
      <PageHead
        title="疑似重复"
        lead={
          last
            ? `上次查重：${momentText(last.startedAt)}${last.by ? `，${last.by}` : "，夜间自动"}；比对 ${last.companyCount.toLocaleString("zh-CN")} 家在库企业，待核实 ${last.pairCount} 对。`
            : "每天夜里空闲时把在库企业两两比对一遍，像是同一家的列在这里。"
        }
        acts={search}
      />
      <List
        operation={duplicateOperations.list}
        columns={[
          { key: "oneName", width: 260 },
          { key: "otherName", width: 260 },
          "score",
          { key: "reasons", render: ({ reasons }: Row) => reasons.map((reason) => likeReasons[reason]).join("、") },
          "divisions" as const,
          "foundAt" as const,
        ]}
        sort={{ by: "score", descending: true }}
        filters={["state"]}
        open={({ id }) => `duplicates/${id}`}
        empty={
          <Empty title="没有待核实的疑似重复" acts={search}>
            名称、曾用名、电话或地址相像的企业，会在夜里查重后列在这里；看过之后合并，或记下为什么不是。
          </Empty>
        }
      />
    </>
  );
}

/** 立即查重: until its job has ended, the button says so. */
function SearchNow() {
  const [jobId, setJobId] = useState<string | null>(null);
  if (jobId) return <Searching jobId={jobId} done={() => setJobId(null)} />;
  return (
    <CommandButton
      operation={duplicateOperations.search}
      input={{}}
      done={(started) => {
        jobStarted();
        setJobId(started.jobId);
      }}
    />
  );
}

function Searching({ jobId, done }: { jobId: string; done: () => void }) {
  const queries = useQueryClient();
  const { data: jobs } = useAnswer(jobOperations.list, {}, { every: 700 });
  const job = jobs?.find(({ id }) => id === jobId);
  const isOver = job?.state === "done" || job?.state === "failed" || job?.state === "cancelled";
  useEffect(() => {
    if (!isOver) return;
    void queries.invalidateQueries();
    tell(
      job.state === "done"
        ? { kind: "done", text: "查重完成，清单已更新" }
        : { kind: "late", text: job.message ?? "查重没有完成，请稍后再试" },
    );
    done();
  }, [isOver, job, queries, done]);
  return (
    <span className="soft" role="status">
      正在查重…
    </span>
  );
}
