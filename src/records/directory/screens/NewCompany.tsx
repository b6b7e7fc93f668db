import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { AlikePanel } from "../comparing/parts/AlikePanel.tsx";
import { companyOperations } from "../contract.ts";
import { missingOf } from "../rules.ts";
import { companySections } from "./companyfields.tsx";

export function NewCompany() {
  const { go } = usePlace();
  const { personId, name } = useActor();
  const me = useMemo(() => (personId ? { value: personId, title: name } : null), [personId, name]);
  const sections = useMemo(() => companySections(me, null, <AlikePanel />), [me]);
  return (
    <>
      <PageHead title="新增企业" from={{ title: "企业库", to: "companies" }} />
      <div className="paper section">
        <Form
          operation={companyOperations.create}
          sections={sections}
          initial={me ? { officerId: me.value } : {}}
          outcome={(company) => ({ kind: "saved", missing: missingOf(company).length })}
          cancel={() => go("companies")}
          done={({ id }) => go(`companies/${id}`)}
        />
      </div>
    </>
  );
}
