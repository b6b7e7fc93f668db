import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { AccountSafety, factorOperations } from "../contract.ts";
import { whyNotReset } from "../rules.ts";
import { type FactorState, factorStates } from "../words.ts";

type Row = z.output<typeof AccountSafety>;

const kinds: Record<FactorState, "done" | "late" | "plain"> = { on: "done", missing: "late", off: "plain" };

/** Who signs in with a second factor, who should, and a new beginning for whoever lost the phone. */
export function SafetyList() {
  return (
    <List
      operation={factorOperations.list}
      columns={[
        "name",
        "login",
        "roleTitles",
        { key: "factor", render: ({ factor }: Row) => <Tag kind={kinds[factor]}>{factorStates[factor]}</Tag> },
        "factorSince",
      ]}
      slot="accounts"
      panel={(account) => <SafetyPanel key={account.id} account={account} />}
      empty={<Empty title="还没有账号">启用的账号和它们的第二因素列在这里。</Empty>}
    />
  );
}

function SafetyPanel({ account }: { account: Row }) {
  const { accountId } = useActor();
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const may = whyNotReset(account.factor === "on", account.id === accountId);
  return (
    <>
      <Facts shape={AccountSafety} of={account} fields={["login", "roleTitles", "factor", "factorSince"]} />
      <div className="own-step">
        {isAsking ? (
          <Form
            operation={factorOperations.reset}
            given={{ id: account.id }}
            fields={[{ key: "reason", help: "写入留痕，例如：手机丢失，已当面核实本人。" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: `已重置 ${account.name} 的第二因素，其登录已结束` })}
            cancel={close}
            done={close}
          />
        ) : (
          <StepButton title="重置第二因素" may={may} danger onStep={() => setAsking(true)} />
        )}
      </div>
    </>
  );
}
