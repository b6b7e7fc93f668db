import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import type { Sent } from "#kit/base/operation.ts";
import type { schemeOperations } from "../../schemes/contract.ts";

type Field = keyof Sent<typeof schemeOperations.create>;

const isStage = ({ basis }: Values) => basis === "stage";
const isSigned = ({ basis, amountBy }: Values) => basis === "signing" || amountBy === "signed";
const isLibrary = ({ kind }: Values) => kind === "library";

/** Of a new scheme and of one being changed. */
export const schemeSections = [
  {
    title: "依据",
    fields: [
      { key: "name" },
      { key: "code", help: "取数和核对用，例如 签约2026；计数以后不能再改" },
      "kind",
      "authority",
      { key: "document", wide: true, help: "文件名称和文号" },
      "documentOn",
    ],
  },
  {
    title: "什么算数",
    lead: "计过数以后这一段不能再改；规则变了请另建口径，两个口径可以核对。",
    fields: [
      "year",
      "fromOn",
      "toOn",
      "basis",
      { key: "stage", when: isStage, required: true },
      { key: "amountBy" },
      { key: "signingKinds", when: isSigned },
      { key: "minAmount", help: "不到起点的不计，可写 1亿" },
      { key: "capital", help: "不选即内外资都计" },
      { key: "exclusions", wide: true },
    ],
  },
  {
    title: "目标",
    fields: [
      "targetCount",
      "targetAmount",
      { key: "targetRate", when: isLibrary },
      { key: "denominator", when: isLibrary, help: "写明分母，落地率才能核对" },
      { key: "note", wide: true },
    ],
  },
] satisfies FormSection<Field>[];
