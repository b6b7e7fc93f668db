import { Button } from "antd";
import type { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { Moment } from "#kit/ui/value/Days.tsx";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import type { HistoryRow } from "../history/contract.ts";
import { Changes } from "../parts/Changes.tsx";

type Row = z.output<typeof HistoryRow>;

export const withheldWords = { class: "无权查看", erased: "已按规定清除" } as const;

/** One act in full, and from there the rest of the same record's history. */
export function HistoryPanel({ row }: { row: Row }) {
  const { search, change } = useAddress();
  const { at, accountId, accountName, subjectTitle, subjectId, actionTitle, via, reason, changes } = row;
  const told = changes.filter(({ before, after, withheld }) => withheld ?? before ?? after);
  const isNew = told.every(({ before, withheld }) => before === null && withheld === null);
  return (
    <div className="history">
      <dl className="facts">
        <div>
          <dt>操作</dt>
          <dd>{`${actionTitle}（${subjectTitle}）`}</dd>
        </div>
        <div>
          <dt>操作人</dt>
          <dd>{accountName ?? "系统"}</dd>
        </div>
        <div>
          <dt>时间</dt>
          <dd>
            <Moment at={at} />
          </dd>
        </div>
        <div>
          <dt>途径</dt>
          <dd>{via}</dd>
        </div>
        {reason && (
          <div data-wide>
            <dt>原因</dt>
            <dd>{reason}</dd>
          </div>
        )}
      </dl>
      <section aria-labelledby="history-changes">
        <h3 id="history-changes">{isNew && told.length > 0 ? "写入的内容" : "改前 → 改后"}</h3>
        {told.length > 0 ? (
          <Changes
            isNew={isNew}
            most={100}
            changes={changes.map(({ field, title, class: of, before, after, withheld }) => ({
              key: field,
              title,
              before,
              after,
              withheld:
                withheld === "class"
                  ? `改过，值${withheldWords.class}（“${fieldClasses[of]}”级信息）`
                  : withheld && `改过，值${withheldWords.erased}`,
            }))}
          />
        ) : (
          <p className="soft">没有改动内容，只记录做过这件事。</p>
        )}
      </section>
      <div className="import-acts">
        <Button
          disabled={search.subjectId === subjectId}
          onClick={() => change({ subjectId, subjectKind: undefined, open: undefined }, { push: true })}
        >
          只看这条记录
        </Button>
        {accountId && (
          <Button
            disabled={search.accountId === accountId}
            onClick={() => change({ accountId, open: undefined }, { push: true })}
          >
            只看此人
          </Button>
        )}
      </div>
    </div>
  );
}
