import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { z } from "zod";
import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { EventPicker } from "#records/events/parts/EventPicker.tsx";
import { FileLinks } from "../parts/FileLinks.tsx";
import { FilesInput } from "../parts/FilesInput.tsx";
import { type Signing, signingOperations } from "../signings/contract.ts";
import { agreedJump } from "../signings/rules.ts";
import { signingKinds } from "../words.ts";
import type { Page } from "./project.ts";

type Row = z.output<typeof Signing>;

/** 签约记录: every kind by itself; sums stand under their own kind. */
export function SigningList({ page, add }: { page: Page; add: () => void }) {
  const { project, may } = page;
  const { data } = useAnswer(signingOperations.list, { projectId: project.id });
  const [gone, setGone] = useState<Row | null>(null);
  const close = () => setGone(null);
  return (
    <>
      {data?.rows.length === 0 && <p className="soft">还没有签约记录。</p>}
      <ul className="project-rows">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <div>
              <Tag kind={row.kind === "formal" ? "done" : "plain"}>{signingKinds[row.kind]}</Tag>
              <strong>{row.counterpart}</strong>
              <span className="soft">{row.happenedOn}</span>
              <Money yuan={row.signedAmount} />
            </div>
            {row.currency !== "CNY" && (
              <p className="small soft">
                {`${groupThousands(row.originalAmount)} ${currencies[row.currency].title}，汇率 ${row.exchangeRate}（${row.ratedOn}，${row.rateSource}）`}
              </p>
            )}
            {row.note && <p className="small soft">{row.note}</p>}
            <FileLinks files={row.files} />
            <span className="unprinted">
              <StepButton title="作废" may={may.sign} onStep={() => setGone(row)} />
            </span>
          </li>
        ))}
      </ul>
      {data && data.totals.length > 0 && (
        <p className="small soft">
          {data.totals.map(({ kind, count, amount }, at) => (
            <span key={kind}>
              {at > 0 && "；"}
              {`${signingKinds[kind]} ${count} 份 `}
              <Money yuan={amount} />
            </span>
          ))}
          。只有正式协议计入协议投资额，各种协议不相加。
        </p>
      )}
      <StepButton title="登记签约" icon={<PlusOutlined />} may={may.sign} onStep={add} />
      {gone && (
        <Window title={`作废${signingKinds[gone.kind]}`} width={520} close={close}>
          <Form
            operation={signingOperations.annul}
            given={{ projectId: project.id, id: gone.id }}
            fields={["reason"]}
            draft={false}
            narrow
            submit="作废"
            outcome={() => ({ kind: "told", text: "已作废，协议投资额随之更新" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}

const isForeign = ({ currency }: Values) => currency !== undefined && currency !== "CNY";

export function SigningDialog({ page: { project }, close }: { page: Page; close: () => void }) {
  const { today } = useActor();
  const isFar = ({ amount, currency }: Values) =>
    currency === "CNY" &&
    typeof amount === "string" &&
    /^\d+(\.\d+)?$/.test(amount) &&
    agreedJump(amount, project.totalInvestment) !== null;
  return (
    <Window title="登记签约" width={620} close={close}>
      <Form
        operation={signingOperations.create}
        given={{ projectId: project.id }}
        initial={{ kind: "formal", currency: "CNY", happenedOn: today, counterpart: project.investorName }}
        fields={[
          "kind",
          "happenedOn",
          "counterpart",
          "currency",
          { key: "amount", help: "按所选币种填写；可写 12亿、3500万" },
          { key: "exchangeRate", help: "1 单位外币合多少元", when: isForeign, required: true },
          { key: "ratedOn", when: isForeign, required: true },
          { key: "rateSource", help: "例如：中国外汇交易中心", when: isForeign, required: true },
          { key: "isAmountChecked", when: (values) => isFar(values) || isForeign(values) },
          "agreementNumber",
          { key: "eventId", input: EventPicker, help: "在活动上签的选它，计入活动成效" },
          { key: "files", input: FilesInput, wide: true },
          "note",
        ]}
        draft={project.id}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}
