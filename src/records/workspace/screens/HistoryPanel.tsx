import { Button } from "antd";
import type { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { HistoryRow } from "../history/contract.ts";
import { withheldWords } from "../history/rules.ts";
import { Changes } from "../parts/Changes.tsx";

type Row = z.output<typeof HistoryRow>;

/** One act in full, and from there the rest of the same record's history. */
export function HistoryPanel({ row }: { row: Row }) {
  const { search, change } = useAddress();
  const { accountId, accountName, subjectId, changes } = row;
  const told = changes.filter(({ before, after, withheld }) => withheld ?? before ?? after);
  const isNew = told.every(({ before, withheld }) => before === null && withheld === null);
  return (
    <div className="history">
      <Facts
        shape={HistoryRow}
        of={row}
        fields={[
          "actionTitle",
          "subjectTitle",
          "subjectName",
          "accountName",
          "via",
          "at",
          ...(row.reason ? ["reason" as const] : []),
        ]}
        render={{
          ...(accountName === null && { accountName: "系统" }),
          ...(row.page && { subjectName: <PlaceLink to={row.page}>{row.subjectName}</PlaceLink> }),
        }}
      />
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
      <div className="history-acts">
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
