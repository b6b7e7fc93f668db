import { z } from "zod";
import { arrivalKinds, arrivalProofs, type ArrivalKind } from "./words.ts";

const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });

/** 规则包·招商项目·到位资金: which papers prove which kind, and which kinds count at all. */
export const ArrivalsPack = z
  .strictObject({
    kinds: z
      .array(
        z.strictObject({
          kind: coded(arrivalKinds, "类型"),
          proofs: z.array(coded(arrivalProofs, "凭证")).min(1).meta({ title: "可用凭证" }),
          /** 有的口径不计土地价款: such a row is kept and counts nothing. */
          isCounted: z.boolean().default(true).meta({ title: "计入到位资金" }),
        }),
      )
      .min(1)
      .meta({ title: "类型与凭证" }),
  })
  .meta({ title: "到位资金凭证" });
export type ArrivalsPack = z.output<typeof ArrivalsPack>;

export const packedArrival = ({ kinds }: ArrivalsPack, kind: ArrivalKind) =>
  kinds.find((each) => each.kind === kind) ?? null;
