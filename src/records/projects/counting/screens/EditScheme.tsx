import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { schemeOperations } from "../../schemes/contract.ts";
import { schemeSections } from "./schemefields.tsx";

const sections = [
  ...schemeSections,
  { title: "停用", fields: [{ key: "isClosed" as const, help: "停用后不再登记；台账和合计照旧" }] },
];

export function EditScheme() {
  const id = useParam("id");
  const { go } = usePlace();
  const { data, error, refetch } = useAnswer(schemeOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const back = () => go(`schemes/${id}`);
  return (
    <>
      <PageHead title="修改计数口径" from={{ title: data.scheme.name, to: `schemes/${id}` }} />
      {data.may.update ? (
        <Problem failure={data.may.update} />
      ) : (
        <div className="paper section">
          <Form
            operation={schemeOperations.update}
            record={data.scheme}
            sections={sections}
            submit="保存"
            cancel={back}
            done={back}
          />
        </div>
      )}
    </>
  );
}
