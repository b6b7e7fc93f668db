import { useEffect, useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { companyOperations } from "../contract.ts";
import { missingOf } from "../rules.ts";
import { companySections } from "./companyfields.tsx";

export function EditCompany() {
  const id = useParam("id");
  const { go } = usePlace();
  const { search } = useAddress();
  const { data, error, refetch } = useAnswer(companyOperations.get, { id });
  const company = data?.company;
  const officer = useMemo(
    () => (company?.officerId && company.officerName ? { value: company.officerId, title: company.officerName } : null),
    [company?.officerId, company?.officerName],
  );
  const region = useMemo(
    () => (company?.region ? { value: company.region, title: company.regionName ?? company.region } : null),
    [company?.region, company?.regionName],
  );
  const sections = useMemo(() => companySections(officer, region), [officer, region]);
  const field = typeof search.field === "string" ? search.field : null;
  const isThere = company !== undefined;
  useEffect(() => {
    if (isThere && field) jumpTo(`field-${field}`);
  }, [isThere, field]);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!company || !data) return <Busy />;
  const back = () => go(`companies/${id}`);
  return (
    <>
      <PageHead title="修改企业" from={{ title: company.name, to: `companies/${id}` }} />
      {data.may.update ? (
        <Problem failure={data.may.update} />
      ) : (
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
      )}
    </>
  );
}
