import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Upload } from "#kit/ui/form/Upload.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { type StoredFile, useServices } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { mandateOperations, MandateRow } from "../mandates/contract.ts";
import { mandateStates } from "../words.ts";
import "./intermediaries.css";

type Mandate = z.output<typeof MandateRow>;

export const mandateTags = { upcoming: "primary", inForce: "done", expired: "watch", ended: "plain" } as const;

function FilesInput({ id, value, change }: InputProps) {
  const files = (value as StoredFile[] | undefined) ?? [];
  return (
    <Upload
      id={id}
      title="添加协议文件"
      files={files}
      change={(all) => change(all.map(({ id: fileId, name, size }) => ({ id: fileId, name, size })))}
    />
  );
}

const terms = [
  { key: "regions" as const, help: "如 长三角、德国" },
  { key: "industries" as const },
  { key: "feeRule" as const, help: "写明计算办法、封顶和支付条件；按协议原文" },
  { key: "files" as const, input: FilesInput },
];
const dates = ["fromOn" as const, "toOn" as const];

export function MandateSection({
  intermediaryId,
  maySign,
  mayChange,
}: {
  intermediaryId: string;
  maySign: May;
  mayChange: May;
}) {
  const { data, error, refetch } = useAnswer(mandateOperations.list, { intermediaryId, descending: true, limit: 100 });
  const [asked, ask] = useState<{ what: "renew" | "update" | "end"; mandate: Mandate } | "sign" | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const close = () => ask(null);
  return (
    <>
      {data.rows.length === 0 && <p className="soft">还没有委托协议。</p>}
      <ul className="mandate-rows">
        {data.rows.map((mandate) => (
          <li key={mandate.id}>
            <MandateHead mandate={mandate} />
            <Facts
              shape={MandateRow}
              of={mandate}
              fields={[
                "signedOn",
                "fromOn",
                "toOn",
                "regions",
                "industries",
                "feeRule",
                ...(mandate.endedOn ? (["endedOn", "endReason"] as const) : []),
              ]}
            />
            <Files files={mandate.files} />
            {mandate.endedOn === null && (
              <p className="steps unprinted">
                <StepButton title="续签" may={maySign} onStep={() => ask({ what: "renew", mandate })} />
                <StepButton title="修改" may={mayChange} onStep={() => ask({ what: "update", mandate })} />
                {mandate.state !== "expired" && (
                  <StepButton title="终止" may={mayChange} onStep={() => ask({ what: "end", mandate })} />
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="unprinted">
        <StepButton title="签订委托" may={maySign} onStep={() => ask("sign")} />
      </p>
      {asked === "sign" && (
        <Window title="签订委托招商协议" width={680} close={close}>
          <Form
            operation={mandateOperations.sign}
            given={{ intermediaryId }}
            draft={intermediaryId}
            fields={["number", { key: "scope", help: "同一范围同时只有一份有效委托" }, "signedOn", ...dates, ...terms]}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {asked && asked !== "sign" && <Asking {...asked} close={close} />}
    </>
  );
}

export function MandateHead({ mandate }: { mandate: Mandate }) {
  return (
    <p className="mandate-head">
      <strong>{mandate.number}</strong>
      <span>{mandate.scope}</span>
      <Tag kind={mandateTags[mandate.state]}>{mandateStates[mandate.state]}</Tag>
      {mandate.light && <Light light={mandate.light} />}
    </p>
  );
}

function Files({ files }: { files: Mandate["files"] }) {
  const service = useServices().files;
  if (!service || files.length === 0) return null;
  return (
    <p className="mandate-head">
      {files.map(({ id, name }) => (
        <a key={id} href={service.address(id)}>
          {name}
        </a>
      ))}
    </p>
  );
}

function Asking({ what, mandate, close }: { what: "renew" | "update" | "end"; mandate: Mandate; close: () => void }) {
  const { id, version, number, scope, regions, industries, feeRule } = mandate;
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  if (what === "end")
    return (
      <Window title={`终止 ${number}`} width={520} close={close}>
        <Form operation={mandateOperations.end} given={{ id, version }} fields={["endedOn", "reason"]} {...shared} />
      </Window>
    );
  if (what === "renew")
    return (
      <Window title={`续签 ${number}`} width={680} close={close}>
        <p>{`委托范围仍是“${scope}”；新的一份从原协议到期之后起算。`}</p>
        <Form
          operation={mandateOperations.renew}
          given={{ id, version }}
          initial={{ regions, industries, feeRule }}
          fields={["number", "signedOn", ...dates, ...terms]}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title={`修改 ${number}`} width={680} close={close}>
      <Form
        operation={mandateOperations.update}
        record={mandate}
        fields={["number", ...dates, ...terms]}
        submit="保存"
        {...shared}
      />
    </Window>
  );
}
