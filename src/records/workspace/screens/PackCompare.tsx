import Select from "antd/es/select";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { packOperations } from "../packs/contract.ts";
import { type PackDifference, packDifferences } from "../packs/words.ts";
import { nameOf, packWords, readName } from "./packnames.ts";
import "./packs.css";

type Answer = z.output<(typeof packOperations)["compare"]["output"]>;
type Pack = z.output<(typeof packOperations)["list"]["output"]>["packs"][number];

const looks: Record<PackDifference, "plain" | "watch" | "late" | "primary"> = {
  same: "plain",
  changed: "watch",
  onlyLeft: "late",
  onlyRight: "primary",
};
const today = "today";

/** 比对: two versions, or one and what this agency runs today; only what differs unless all is asked for. */
export function PackCompare() {
  const { data, error, refetch } = useAnswer(packOperations.list, {});
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  return (
    <>
      <PageHead
        title="比对规则包"
        from={{ title: "规则包", to: "packs" }}
        lead="两个版本，或一个版本与本机构现行的设置（机构建立后改过的角色等），不同之处逐项列出。"
      />
      {data ? <Comparison packs={data.packs} /> : <Busy />}
    </>
  );
}

function Comparison({ packs }: { packs: Pack[] }) {
  const { search, change } = useAddress();
  const first = packs.find(({ isLatest }) => isLatest) ?? packs[0];
  const left = readName(search.left) ?? first;
  const right = readName(search.right);
  const isWhole = search.all === true;
  const { data, error, refetch } = useAnswer(
    packOperations.compare,
    { left: pick(left ?? { region: "none", year: 1990, version: 1 }), ...(right && { right }) },
    { enabled: left !== undefined, keep: true },
  );
  const options = packs.map((pack) => ({ value: nameOf(pack), label: packWords(pack) }));
  const words = (name: string) => options.find(({ value }) => value === name)?.label ?? name;
  const rightName = right ? nameOf(right) : today;
  return (
    <>
      <div className="pack-choices">
        <label htmlFor="pack-left">左边</label>
        <Select
          id="pack-left"
          value={left ? nameOf(left) : null}
          options={options}
          onChange={(value: string) => change({ left: value })}
        />
        <label htmlFor="pack-right">右边</label>
        <Select
          id="pack-right"
          value={rightName}
          options={[{ value: today, label: "本机构现行设置" }, ...options]}
          onChange={(value: string) => change({ right: value === today ? undefined : value })}
        />
        <label className="input-flag">
          <input
            type="checkbox"
            checked={isWhole}
            onChange={(event) => change({ all: event.target.checked || undefined })}
          />
          相同的也列出
        </label>
      </div>
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <Differences
          answer={data}
          isWhole={isWhole}
          left={left ? words(nameOf(left)) : ""}
          right={right ? words(rightName) : "本机构现行"}
        />
      ) : (
        <Busy />
      )}
    </>
  );
}

const pick = ({ region, year, version }: { region: string; year: number; version: number }) => ({
  region,
  year,
  version,
});

interface DifferencesProps {
  answer: Answer;
  isWhole: boolean;
  left: string;
  right: string;
}

function Differences({ answer: { differs, sections }, isWhole, left, right }: DifferencesProps) {
  const shown = sections
    .map((section) => ({
      ...section,
      groups: section.groups
        .map((group) => ({
          ...group,
          rows: isWhole ? group.rows : group.rows.filter(({ difference }) => difference !== "same"),
        }))
        .filter(({ rows }) => rows.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
  return (
    <>
      <p role="status">{differs === 0 ? "没有不同之处。" : `有 ${differs} 处不同。`}</p>
      {shown.map(({ key, title, groups }) => (
        <section key={key} className="paper section" aria-labelledby={`pack-${key}`}>
          <header>
            <h2 id={`pack-${key}`}>{title}</h2>
          </header>
          {groups.map((group) => (
            <div key={group.title} className="pack-group">
              <div className="pack-sides">
                <h3>{group.title}</h3>
                <span className="small soft" aria-hidden="true">
                  {left}
                </span>
                <span className="small soft" aria-hidden="true">
                  {right}
                </span>
              </div>
              <ul className="pack-rows">
                {group.rows.map((row) => (
                  <li key={row.path} data-difference={row.difference}>
                    <span className="pack-title">
                      {row.title}
                      <Tag kind={looks[row.difference]}>{packDifferences[row.difference]}</Tag>
                    </span>
                    <Side name={left} value={row.left} />
                    <Side name={right} value={row.right} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

const Side = ({ name, value }: { name: string; value: string | null }) => (
  <span>
    <span className="small soft pack-side">{name}</span>
    {value ?? <span className="soft">没有这一项</span>}
  </span>
);
