import { useEffect, useMemo } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type CompanyPage, companyOperations } from "../contract.ts";
import { missingOf } from "../rules.ts";
import { companySections } from "./companyfields.tsx";

export function EditCompany() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(companyOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title="修改企业" from={{ title: data.company.name, to: `companies/${id}` }} />
      {data.may.update ? <Problem failure={data.may.update} /> : <Editing company={data.company} />}
    </>
  );
}

function Editing({ company }: { company: z.output<typeof CompanyPage>["company"] }) {
  const { go } = usePlace();
  const { search } = useAddress();
  const { id, officerId, officerName, region, regionName } = company;
  const sections = useMemo(
    () => companySections(known(officerId, officerName), known(region, regionName)),
    [officerId, officerName, region, regionName],
  );
  const field = typeof search.field === "string" ? search.field : null;
  useEffect(() => {
    if (field) jumpTo(`field-${field}`);
  }, [field]);
  const back = () => go(`companies/${id}`);
  return (
    <div className="paper section">
      <Form
        operation={companyOperations.update}
        record={company}
        sections={sections}
        outcome={(changed) => ({ kind: "saved", missing: missingOf(changed).length })}
        submit="保存"
        cancel={back}
        done={back}
      />
    </div>
  );
}

const known = (value: string | null, title: string | null) => (value ? { value, title: title ?? value } : null);
