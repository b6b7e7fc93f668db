import { useEffect, useMemo } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type SitePage, siteOperations } from "../contract.ts";
import { missingOf } from "../rules.ts";
import { siteSections } from "./sitefields.tsx";

type Shown = z.output<typeof SitePage>;

export function EditSite() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(siteOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title="修改空间资源" from={{ title: data.site.name, to: `sites/${id}` }} />
      {data.may.update ? <Problem failure={data.may.update} /> : <Editing {...data} />}
    </>
  );
}

const known = (value: string | null, title: string | null | undefined) =>
  value ? { value, title: title ?? value } : null;

function Editing({ site, parents, owner }: Shown) {
  const { go } = usePlace();
  const { search } = useAddress();
  const { id, kind, parentId, officerId, officerName, region, regionName, ownerId } = site;
  const parentName = parents.find((each) => each.id === parentId)?.name ?? null;
  const ownerName = owner?.name ?? null;
  const sections = useMemo(
    () =>
      siteSections(kind, {
        officer: known(officerId, officerName),
        region: known(region, regionName),
        parent: known(parentId, parentName),
        owner: known(ownerId, ownerName),
      }),
    [kind, officerId, officerName, region, regionName, parentId, parentName, ownerId, ownerName],
  );
  const field = typeof search.field === "string" ? search.field : null;
  useEffect(() => {
    if (field) jumpTo(`field-${field}`);
  }, [field]);
  const back = () => go(`sites/${id}`);
  return (
    <div className="paper section">
      <Form
        operation={siteOperations.update}
        record={site}
        sections={sections}
        outcome={(changed) => ({ kind: "saved", missing: missingOf(changed).length })}
        submit="保存"
        cancel={back}
        done={back}
      />
    </div>
  );
}
