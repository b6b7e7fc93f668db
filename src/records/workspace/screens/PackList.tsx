import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { packOperations } from "../packs/contract.ts";
import { nameOf, packWords } from "./packnames.ts";
import "./packs.css";

type Answer = z.output<(typeof packOperations)["list"]["output"]>;

/** 规则包: which are loaded, and by which a year is judged. */
export function PackList() {
  const { go } = usePlace();
  const { data, error, refetch } = useAnswer(packOperations.list, {});
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead
        title="规则包"
        lead="随地方和年度而变的规定都在规则包里。规则包只随程序文件更新，这里只能查看；用过的版本一直留存。"
        acts={<Button onClick={() => go("packs/compare")}>与本机构现行设置比对</Button>}
      />
      <section className="paper section" aria-labelledby="packs-loaded">
        <header>
          <h2 id="packs-loaded">已载入的规则包</h2>
        </header>
        <ul className="packs">
          {data.packs.map((pack) => (
            <li key={nameOf(pack)}>
              <PlaceLink to="packs/view" search={{ pack: nameOf(pack) }}>
                {packWords(pack)}
              </PlaceLink>
              {pack.isLatest ? <Tag kind="done">现行版本</Tag> : <Tag kind="plain">以前的版本</Tag>}
              <span className="small soft">{`${momentText(pack.loadedAt)} 载入`}</span>
              <code className="small soft" title={pack.digest}>{`摘要 ${pack.digest.slice(0, 12)}`}</code>
            </li>
          ))}
        </ul>
      </section>
      <Own own={data.own} />
      <Years years={data.years} />
    </>
  );
}

/** 与规则包不同之处: what was changed here follows the pack no more, so somebody has to look. */
function Own({ own }: Pick<Answer, "own">) {
  return (
    <section className="paper section" aria-labelledby="packs-own">
      <header>
        <h2 id="packs-own">本机构与规则包不同之处</h2>
      </header>
      <p className="soft">没有改过的角色随规则包更新；改过的不再自动更新，改回一致以后又随规则包走。</p>
      {own.length === 0 ? (
        <p>没有不同。</p>
      ) : (
        <ul className="packs">
          {own.map(({ title, differs }) => (
            <li key={title}>
              <PlaceLink to="packs/compare">{title}</PlaceLink>
              <Tag kind="watch">{`${differs} 项不同`}</Tag>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Years({ years }: Pick<Answer, "years">) {
  return (
    <section className="paper section" aria-labelledby="packs-years">
      <header>
        <h2 id="packs-years">各年度适用</h2>
      </header>
      <p className="soft">一个年度的业务按当年起用、或之前最近一年起用的规则包办理。</p>
      <ul className="packs packs-years">
        {years.map(({ year, pack }) => (
          <li key={year}>
            <strong>{`${year}年`}</strong>
            <span>{pack ? packWords(pack) : "没有规则包"}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
