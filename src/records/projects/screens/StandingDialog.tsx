import { useMemo } from "react";
import { Select } from "antd";
import { Form } from "#kit/ui/form/Form.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { useFormState } from "#kit/ui/form/FormState.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { standingOperations } from "../standing/contract.ts";
import type { Page } from "./project.ts";

/** 改推进状态: with the reasons of the pack, and where it went. */
export function StandingDialog({ page, close }: { page: Page; close: () => void }) {
  const { today } = useActor();
  const { project, reasons } = page;
  const Reason = useMemo(() => reasonInput(reasons), [reasons]);
  return (
    <Window title="推进状态" width={560} close={close}>
      <Form
        operation={standingOperations.change}
        given={{ projectId: project.id, version: project.version }}
        initial={{ happenedOn: today }}
        fields={[
          "standing",
          "happenedOn",
          {
            key: "reason",
            input: Reason,
            required: true,
            when: ({ standing }) => standing !== undefined && standing !== "ongoing",
          },
          {
            key: "wentTo",
            help: "落到了哪里；没有落户别处的写“未落户”",
            required: true,
            when: ({ standing }) => standing === "lost",
          },
          "note",
        ]}
        draft={false}
        narrow
        submit="保存"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

function reasonInput(reasons: Page["reasons"]) {
  return function ReasonInput(props: InputProps) {
    const { values } = useFormState();
    const known = reasons.find(({ standing }) => standing === values.standing)?.reasons ?? [];
    return (
      <Select
        {...attributesOf(props)}
        className="input-wide"
        // One chosen for another 推进状态 is no reason of this one.
        value={known.find((reason) => reason === props.value) ?? null}
        placeholder="请选择"
        options={known.map((reason) => ({ value: reason, label: reason }))}
        onChange={(next) => props.change(next)}
      />
    );
  };
}
