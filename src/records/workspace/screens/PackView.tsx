import { Button } from "antd";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { CallFailure } from "#kit/ui/wire/call.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { packOperations } from "../packs/contract.ts";
import { nameOf, packWords, readName } from "./packnames.ts";
import "./packs.css";

const nowhere = { region: "none", year: 1990, version: 1 };

/** One rule pack in words. */
export function PackView() {
  const { search } = useAddress();
  const { go } = usePlace();
  const name = readName(search.pack);
  const { data, error, refetch } = useAnswer(packOperations.get, name ?? nowhere, { enabled: name !== null });
  if (!name) return <Problem isPage failure={new CallFailure({ kind: "missing", message: "没有这个规则包。" })} />;
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { pack, sections } = data;
  return (
    <>
      <PageHead
        title={packWords(pack)}
        from={{ title: "规则包", to: "packs" }}
        lead={`${momentText(pack.loadedAt)} 载入，摘要 ${pack.digest.slice(0, 12)}。`}
        acts={<Button onClick={() => go("packs/compare", { left: nameOf(pack) })}>与本机构现行设置比对</Button>}
      />
      {sections.map(({ key, title, groups }) => (
        <section key={key} className="paper section" aria-labelledby={`pack-${key}`}>
          <header>
            <h2 id={`pack-${key}`}>{title}</h2>
          </header>
          {groups.map((group) => (
            <details key={group.title} className="pack-group">
              <summary>
                {group.title}
                <span className="small soft">{`${group.rows.length} 项`}</span>
              </summary>
              <dl className="pack-settings">
                {group.rows.map((row) => (
                  <div key={row.path}>
                    <dt>{row.title}</dt>
                    <dd>{row.value}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ))}
        </section>
      ))}
    </>
  );
}
