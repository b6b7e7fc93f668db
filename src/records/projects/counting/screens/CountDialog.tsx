import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { FieldInput } from "#kit/ui/form/FieldInput.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { countingOperations } from "../contract.ts";
import { kindsOf } from "../../schemes/rules.ts";
import { countingKinds, type SchemeKind } from "../../schemes/words.ts";

type InScheme = z.output<typeof countingOperations.ofProject.output>["schemes"][number];

/** 计入 one project: first, increase, share, or in and out of a library; what is left open is taken from the facts. */
export function CountDialog({ projectId, scheme, close }: { projectId: string; scheme: InScheme; close: () => void }) {
  const { today } = useActor();
  const kinds = kindsOf(scheme.kind as SchemeKind);
  const [entering, ...later] = kinds;
  const open = scheme.isIn ? later : [entering];
  const words = Object.fromEntries(open.flatMap((kind) => (kind ? [[kind, countingKinds[kind]]] : [])));
  const KindInput = (props: InputProps) => <FieldInput {...props} field={{ ...props.field, words }} />;
  return (
    <Window title={`计入“${scheme.name}”`} width={560} close={close}>
      <Form
        operation={countingOperations.count}
        given={{ schemeId: scheme.id, projectId }}
        initial={{ ...(open[0] && { kind: open[0] }), happenedOn: today }}
        fields={[
          { key: "kind", input: KindInput },
          "happenedOn",
          {
            key: "amount",
            help: scheme.isIn ? "只填增加的部分" : "不填即按口径取项目的金额",
            when: ({ kind }) => kind !== "shared" && kind !== "landed" && kind !== "exited",
          },
          {
            key: "credit",
            help: "不填即 100%；联合招商的项目按约定的我方份额",
            when: ({ kind }) => kind === "first" || kind === "entered" || kind === "shared",
          },
          { key: "holder", help: "份额属于哪个区（县）、科室或合作方", when: ({ kind }) => kind === "shared" },
          { key: "reason", wide: true },
          { key: "isChecked", when: ({ kind }) => kind === "first" || kind === "entered" },
        ]}
        draft={false}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}
