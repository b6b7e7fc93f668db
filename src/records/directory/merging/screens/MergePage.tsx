import { Button } from "antd";
import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type FieldShape, fieldOf } from "#kit/ui/wire/shape.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { ComparedTable } from "../../comparing/parts/Compared.tsx";
import { companyOperations } from "../../contract.ts";
import { CompanyPicker } from "../../parts/CompanyPicker.tsx";
import { mergeOperations } from "../contract.ts";
import { type Choices, openFields, sideOf, undoDays } from "../rules.ts";
import { type ChosenField, chosenFields, mergeSides } from "../words.ts";
import "./merge.css";

/** 合并: which one stays, what is taken from which, what moves; then why. The address says both. */
export function MergePage() {
  const survivorId = useParam("id");
  const { search } = useAddress();
  const mergedId = typeof search.with === "string" ? search.with : null;
  return mergedId ? <Merging survivorId={survivorId} mergedId={mergedId} /> : <ChooseOther id={survivorId} />;
}

function ChooseOther({ id }: { id: string }) {
  const { change } = useAddress();
  const { data, error } = useAnswer(companyOperations.get, { id });
  if (error) return <Problem failure={error} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title="合并企业" from={{ title: data.company.name, to: `companies/${id}` }} />
      <section className="paper section">
        <div className="field">
          <label className="field-title" htmlFor="merge-with">
            与哪一家合并
          </label>
          <CompanyPicker
            id="merge-with"
            but={id}
            field={picked}
            value={null}
            change={(value) => change({ with: value }, { push: true })}
            leave={() => undefined}
            isInvalid={false}
            isDisabled={false}
            describedBy={undefined}
          />
          <span className="small soft">选好之后先预览，确认前什么也不改。</span>
        </div>
      </section>
    </>
  );
}

function Merging(both: { survivorId: string; mergedId: string }) {
  const { go } = usePlace();
  const [choices, setChoices] = useState<Choices>({});
  const { data, error, refetch } = useAnswer(mergeOperations.preview, both);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { survivor, merged, moves, may } = data;
  const open: string[] = openFields(survivor, merged);
  const isChosen = (field: string): field is ChosenField => (chosenFields as readonly string[]).includes(field);
  return (
    <>
      <PageHead
        title="合并企业"
        from={{ title: survivor.name, to: `companies/${survivor.id}` }}
        lead="左边的一条留下，右边的一条并进来。两条都有而不一致的栏，请选取哪一条的；只有一条有的，自动取那一条。"
        acts={
          <Button onClick={() => go(`companies/${merged.id}/merge`, { with: survivor.id }, { replace: true })}>
            换一条留下
          </Button>
        }
      />
      {may.merge && <Problem failure={may.merge} />}
      <section className="paper" aria-label="逐栏取舍">
        <ComparedTable
          heads={[
            <Head key="survivor" title={mergeSides.survivor} name={survivor.name} />,
            <Head key="merged" title={mergeSides.merged} name={merged.name} />,
          ]}
          sides={[survivor, merged]}
          choice={{
            isOpen: (field) => may.merge === null && open.includes(field),
            taken: (field) => {
              // The division goes with its officer.
              const chosen = field === "divisionName" ? "officerId" : field;
              if (!isChosen(chosen)) return null;
              return sideOf(chosen, survivor, merged, choices) === "merged" ? 1 : 0;
            },
            choose: (field, side) => setChoices({ ...choices, [field]: side === 0 ? "survivor" : "merged" }),
          }}
        />
      </section>
      {may.merge === null && (
        <section className="paper section" aria-labelledby="merge-moves">
          <header>
            <h2 id="merge-moves">合并之后</h2>
          </header>
          <ul className="merge-moves">
            <li>{`曾用名、标签并在一起；没有取的名称成为曾用名${survivor.creditCode && merged.creditCode ? "，没有取的信用代码成为曾用代码" : ""}。`}</li>
            {moves.length > 0 && (
              <li>{`移到留下的一条：${moves.map(({ title, count }) => `${title} ${count.toLocaleString("zh-CN")}`).join("、")}。`}</li>
            )}
            <li>并入的一条不再列出，它的旧址会转到留下的一条。</li>
            <li>{`${undoDays} 天内可以在留下的一条的页面上撤销；其间若有人改过，就不能自动撤销。以前各日的统计不变。`}</li>
          </ul>
          <Form
            key={`${survivor.version}-${merged.version}`}
            operation={mergeOperations.merge}
            given={{ ...both, survivorVersion: survivor.version, mergedVersion: merged.version, choices }}
            fields={[{ key: "reason", help: "写入留痕，例如：同一家企业由两人分别登记" }]}
            draft={false}
            narrow
            submit="确认合并"
            outcome={() => ({ kind: "told", text: `已合并，${undoDays} 天内可以撤销` })}
            cancel={() => go(`companies/${survivor.id}`)}
            done={({ survivorId }) => go(`companies/${survivorId}`)}
          />
        </section>
      )}
    </>
  );
}

/** The other company is no field of a command yet: it becomes part of the address. */
const picked = fieldOf("with", mergeOperations.preview.input.shape.mergedId) as FieldShape;

const Head = ({ title, name }: { title: string; name: string }) => (
  <>
    <span className="small soft">{title}</span>
    <span>{name}</span>
  </>
);
