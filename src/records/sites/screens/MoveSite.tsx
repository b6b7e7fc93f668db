import { Select } from "antd";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { type Site, siteOperations } from "../contract.ts";
import { openStates, stateWord } from "../rules.ts";

type Shown = z.output<typeof Site>;

/** 变更状态: only the states that are open to it now. */
export function MoveSite({ site, close }: { site: Shown; close: () => void }) {
  const { today } = useActor();
  const options = openStates(site).map((state) => ({ value: state, label: stateWord({ ...site, state }) }));
  const input = (props: InputProps) => (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      placeholder="请选择"
      options={options}
      onChange={(next) => props.change(next)}
    />
  );
  return (
    <Window title={`变更状态：${site.name}`} width={520} close={close}>
      <Form
        operation={siteOperations.move}
        given={{ id: site.id, version: site.version }}
        initial={{ happenedOn: today }}
        fields={[
          {
            key: "state",
            input,
            help: `现在是“${stateWord(site)}”，自 ${site.stateSince}。出租、出让、预留请登记占用`,
          },
          "happenedOn",
          { key: "reason", help: "写入时间线，例如：与某企业开始洽谈、租户退租、竣工验收" },
        ]}
        draft={false}
        narrow
        submit="变更"
        outcome={(after) => ({ kind: "told", text: `已变更为“${stateWord(after)}”` })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
