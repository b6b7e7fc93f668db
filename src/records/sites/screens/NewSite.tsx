import { Button } from "antd";
import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { siteOperations } from "../contract.ts";
import { missingOf, statesOf } from "../rules.ts";
import { siteKinds, type SiteKind, toldStates } from "../words.ts";
import { siteSections } from "./sitefields.tsx";
import "./sites.css";

const kinds = Object.keys(siteKinds) as SiteKind[];

/** First which kind: each is asked other things. */
export function NewSite() {
  const { go } = usePlace();
  const { search } = useAddress();
  const [kind, setKind] = useAddressState<SiteKind | null>("kind", null);
  const parentId = typeof search.parentId === "string" ? search.parentId : null;
  const parent = useAnswer(siteOperations.get, { id: parentId ?? "" }, { enabled: parentId !== null });
  return (
    <>
      <PageHead title="新增空间资源" from={{ title: "空间资源", to: "sites" }} />
      <div className="site-kinds" role="group" aria-label="种类">
        {kinds.map((each) => (
          <Button
            key={each}
            type={each === kind ? "primary" : "default"}
            aria-pressed={each === kind}
            onClick={() => setKind(each)}
          >
            {siteKinds[each]}
          </Button>
        ))}
      </div>
      {kind === null || !(kind in siteKinds) ? (
        <p className="soft">先选是哪一种。厂房、办公空间按层或按单元登记，放在楼栋或园区里；地块可以单独登记。</p>
      ) : parentId && parent.isPending ? (
        <Busy />
      ) : (
        <Entering key={kind} kind={kind} parent={parent.data?.site ?? null} go={go} />
      )}
    </>
  );
}

interface EnteringProps {
  kind: SiteKind;
  parent: { id: string; name: string; region: string | null; regionName: string | null } | null;
  go: (to: string) => void;
}

function Entering({ kind, parent, go }: EnteringProps) {
  const { personId, name } = useActor();
  const { id: parentId = null, name: parentName = "", region = null, regionName = null } = parent ?? {};
  const sections = useMemo(() => {
    const known = siteSections(kind, {
      officer: personId ? { value: personId, title: name } : null,
      parent: parentId ? { value: parentId, title: parentName } : null,
      region: region ? { value: region, title: regionName ?? region } : null,
      owner: null,
    });
    const [first, ...rest] = known;
    return first ? [{ ...first, fields: ["state" as const, ...first.fields] }, ...rest] : known;
  }, [kind, personId, name, parentId, parentName, region, regionName]);
  return (
    <div className="paper section">
      <Form
        operation={siteOperations.create}
        given={{ kind }}
        draft={kind}
        sections={sections}
        initial={{
          ...(personId && { officerId: personId }),
          ...(parentId && { parentId }),
          ...(region && { region }),
          state: statesOf(kind)[0] ?? (Object.keys(toldStates)[0] as "free"),
        }}
        outcome={(site) => ({ kind: "saved", missing: missingOf(site).length })}
        cancel={() => go("sites")}
        done={({ id }) => go(`sites/${id}`)}
      />
    </div>
  );
}
